import { Link } from '@remix-run/react';
import { buttonClass } from '../button';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { type ListSpec, type ListState, listHref } from './list-state';

export interface PaginationProps {
  spec: ListSpec;
  state: ListState;
  pages: number;
}

export function Pagination({ spec, state, pages }: PaginationProps) {
  const t = useMessages();
  if (pages <= 1) return null;
  return (
    <nav
      aria-label={t('list.pages')}
      className="no-print mt-6 flex flex-wrap items-center justify-center gap-3"
    >
      {state.page > 1 ? (
        <Link to={listHref(state, spec, { page: state.page - 1 })} rel="prev" className={buttonClass()}>
          <Icon name="back" />
          {t('list.previous')}
        </Link>
      ) : null}
      <span className="text-ink-soft">{t('list.page', { page: state.page, pages })}</span>
      {state.page < pages ? (
        <Link to={listHref(state, spec, { page: state.page + 1 })} rel="next" className={buttonClass()}>
          {t('list.next')}
          <Icon name="forward" />
        </Link>
      ) : null}
    </nav>
  );
}
