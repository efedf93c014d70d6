import { Form, useNavigation } from '@remix-run/react';
import { ACT_KINDS, type ImportPreview } from '~/modules/knowledge';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import type { RefusedForm } from '../document/refused-form';
import { FormErrors } from '../feedback';
import { Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';

interface ImportCardProps {
  preview: Omit<ImportPreview, 'provisions' | 'lines'>;
  refused: RefusedForm | null;
}

const KINDS = Object.entries(ACT_KINDS).map(([value, label]) => ({ value, label }));

/** The card as the text gives it, confirmed by a person; then the act is published. */
export function ImportCard({ preview, refused }: ImportCardProps) {
  const t = useMessages();
  const busy = useNavigation().formData?.get('intent') === 'publish';
  const { card } = preview;
  const publishing = refused?.values.intent === 'publish' ? refused : null;
  const isFix = refused?.values.intent === 'fix' || refused?.values.intent === 'unfix';
  const typed = (name: string, proposed: string | null | undefined) => {
    const value = publishing?.values[name];
    return typeof value === 'string' ? value : (proposed ?? '');
  };
  const errors = (name: string) => publishing?.errors[name];
  return (
    <section aria-labelledby="card-title">
      <h2 id="card-title" className="mb-2 text-lg font-semibold">
        {t('acts.card')}
      </h2>
      <p className="mb-4 text-ink-soft">{t('acts.card.lead')}</p>
      <Form method="post" className="grid grid-cols-1 gap-4">
        <CsrfInput />
        <FormErrors errors={isFix ? [] : (refused?.errors[''] ?? [])} />
        <Select
          name="kind"
          label={t('acts.kind')}
          options={KINDS}
          defaultValue={typed('kind', card.kind ?? 'local')}
        />
        <TextField
          name="title"
          label={t('acts.card.title')}
          required
          defaultValue={typed('title', card.title)}
          errors={errors('title')}
        />
        <TextField
          name="shortName"
          label={t('acts.card.shortName')}
          hint={t('acts.card.shortName.hint')}
          required
          defaultValue={typed('shortName', card.shortName)}
          errors={errors('shortName')}
        />
        <TextField
          name="number"
          label={t('acts.card.number')}
          defaultValue={typed('number', card.number)}
          errors={errors('number')}
        />
        <TextField
          type="date"
          name="date"
          label={t('acts.card.date')}
          defaultValue={typed('date', card.date)}
          errors={errors('date')}
        />
        <TextField
          name="issuer"
          label={t('acts.card.issuer')}
          defaultValue={typed('issuer', card.issuer)}
          errors={errors('issuer')}
        />
        <TextField
          type="date"
          name="revisedOn"
          label={t('acts.card.revisedOn')}
          defaultValue={typed('revisedOn', preview.revisedOn)}
          errors={errors('revisedOn')}
        />
        <TextField
          type="date"
          name="validFrom"
          label={t('acts.card.validFrom')}
          hint={t('acts.card.validFrom.hint')}
          defaultValue={typed('validFrom', preview.validFrom)}
          errors={errors('validFrom')}
        />
        <div className="flex flex-wrap gap-3">
          <Button look="primary" name="intent" value="publish" isDisabled={busy}>
            {busy ? t('action.working') : t('acts.import.publish')}
          </Button>
          <Button look="quiet" name="intent" value="discard">
            {t('acts.import.discard')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
