// The organisers' page of a discussion: conditions, «за основу», proposals. Every step is a plain form.
import { EmptyState, FormErrors, Notice } from '../feedback';
import { useMessages } from '../messages/messages-context';
import { BasisSection } from './basis-section';
import { ConditionsForm, DiscussionConditions } from './conditions';
import type { DeskProps } from './desk-props';
import { EnterProposal } from './enter-proposal';
import { ProposalsSection } from './proposals-section';

export function DiscussionDesk(props: DeskProps) {
  const t = useMessages();
  const { desk, document, refused } = props;
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-8">
      {refused ? <FormErrors errors={Object.values(refused.errors).flat()} /> : null}
      {desk.discussion ? (
        <DiscussionConditions {...props} discussion={desk.discussion} />
      ) : (
        <EmptyState
          title={t('discussion.none')}
          text={desk.allowed === 'none' ? t('discussion.none.notAllowed') : t('discussion.none.text')}
          icon="talk"
        />
      )}
      {desk.mayStart && desk.allowed !== 'none' ? (
        <ConditionsForm desk={desk} document={document} refused={refused} intent="start" />
      ) : null}
      {desk.counts.new > 0 && desk.mayDecide ? (
        <Notice tone="warning">{t('discussion.openLeft', { count: desk.counts.new })}</Notice>
      ) : null}
      {desk.discussion ? <ProposalsSection {...props} /> : null}
      {desk.discussion && desk.mayDecide ? <EnterProposal desk={desk} refused={refused} /> : null}
      {desk.basis || desk.mayRecordBasis ? (
        <BasisSection desk={desk} document={document} refused={refused} />
      ) : null}
    </div>
  );
}
