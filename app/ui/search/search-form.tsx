import { Form } from '@remix-run/react';
import { Button } from '../button';
import { controlClass } from '../field';
import { useMessages } from '../messages/messages-context';

/** The large box of the search page itself. */
export function SearchForm({ query }: { query: string }) {
  const t = useMessages();
  return (
    <Form role="search" aria-label={t('search.title')} className="mb-6 flex max-w-[46rem] flex-wrap gap-3">
      <input
        type="search"
        name="q"
        aria-label={t('search.label')}
        defaultValue={query}
        placeholder={t('search.placeholder')}
        className={`${controlClass} min-w-0 flex-[1_1_14rem]`}
      />
      <Button look="primary" icon="search">
        {t('search.submit')}
      </Button>
    </Form>
  );
}
