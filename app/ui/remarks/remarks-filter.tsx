import { Form, Link } from '@remix-run/react';
import type { RemarksView } from '~/modules/documents';
import { buttonClass } from '../button';
import { Disclosure } from '../disclosure';
import { Checkbox, Select } from '../fields';
import { useMessages } from '../messages/messages-context';

/** A GET form: the filter is the address. */
export function RemarksFilterForm({ view }: { view: RemarksView }) {
  const t = useMessages();
  const { filter } = view;
  const any = { value: '', label: t('remarks.filter.any') };
  const changed = filter.status === 'all' || filter.mine || filter.author !== '' || filter.block !== '';
  return (
    <Disclosure
      summary={t('remarks.filter')}
      icon="filter"
      className="no-print mb-3 rounded-md border border-line px-3"
    >
      {/* A new form for every filter: its boxes show the address, not what was chosen before. */}
      <Form
        method="get"
        key={JSON.stringify(filter)}
        preventScrollReset
        className="grid grid-cols-1 gap-3 pb-3 sm:grid-cols-2"
      >
        <Select
          name="status"
          label={t('remarks.filter.status')}
          defaultValue={filter.status}
          options={(['open', 'all'] as const).map((value) => ({
            value,
            label: t(`remarks.filter.${value}`),
          }))}
        />
        <Select
          name="author"
          label={t('remarks.filter.author')}
          defaultValue={filter.author}
          options={[any, ...view.authors.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <Select
          name="block"
          label={t('remarks.filter.point')}
          defaultValue={filter.block}
          options={[any, ...view.points.map(({ block, label }) => ({ value: block, label }))]}
        />
        <Checkbox name="mine" value="1" label={t('remarks.filter.mine')} defaultChecked={filter.mine} />
        <div className="flex flex-wrap gap-2 sm:col-span-2">
          <button type="submit" className={buttonClass('primary')}>
            {t('remarks.filter.apply')}
          </button>
          {changed ? (
            <Link to="?" preventScrollReset className={buttonClass('quiet')}>
              {t('remarks.filter.reset')}
            </Link>
          ) : null}
        </div>
      </Form>
    </Disclosure>
  );
}
