import { Disclosure } from '../disclosure';
import { Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';

interface GroundFieldsProps {
  open: boolean;
  /** What had been typed, by the name of the field. */
  text: (name: string) => string | undefined;
}

/** The act or the protocol by which a body approves: «УТВЕРЖДЕНО решением совета (протокол от … № …)». */
export function GroundFields({ open, text }: GroundFieldsProps) {
  const t = useMessages();
  return (
    <Disclosure summary={t('routing.ground')} open={open}>
      <div className="grid gap-3 py-2 sm:grid-cols-2">
        <Select
          label={t('routing.ground.kind')}
          name="groundKind"
          defaultValue={text('groundKind') ?? ''}
          options={[
            { value: '', label: t('routing.ground.none') },
            { value: 'protocol', label: t('routing.ground.protocol') },
            { value: 'act', label: t('routing.ground.act') },
          ]}
        />
        <TextField
          label={t('routing.ground.name')}
          hint={t('routing.ground.name.hint')}
          name="groundName"
          defaultValue={text('groundName')}
        />
        <TextField
          label={t('routing.ground.date')}
          name="groundDate"
          type="date"
          defaultValue={text('groundDate')}
        />
        <TextField
          label={t('routing.ground.number')}
          name="groundNumber"
          defaultValue={text('groundNumber')}
        />
      </div>
    </Disclosure>
  );
}
