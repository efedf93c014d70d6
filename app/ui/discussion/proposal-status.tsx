import type { ProposalView } from '~/modules/documents';
import { useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';

type Status = ProposalView['status'];
const LOOKS = {
  new: { icon: 'clock', tone: 'neutral' },
  accepted: { icon: 'check', tone: 'success' },
  partly: { icon: 'check', tone: 'accent' },
  declined: { icon: 'cross', tone: 'danger' },
  answered: { icon: 'talk', tone: 'success' },
  withdrawn: { icon: 'returned', tone: 'neutral' },
  hidden: { icon: 'archive', tone: 'warning' },
} as const satisfies Record<Status, unknown>;

/** What was decided, in a word with an icon. */
export function ProposalStatusBadge({ status }: { status: Status }) {
  const t = useMessages();
  return (
    <Badge icon={LOOKS[status].icon} tone={LOOKS[status].tone}>
      {t(`discussion.status.${status}`)}
    </Badge>
  );
}
