import type { Context } from '~/shared/context';
import { knowledgeEvent } from './events';
import type { Act, ActCard } from './knowledge.schema';

/** A new act that has only its card; `rest` for what the starter base knows beside it. */
export function newAct(
  ctx: Context,
  id: string,
  card: ActCard,
  rest: Partial<Pick<Act, 'about' | 'local' | 'lapsedFrom' | 'replacedBy' | 'endsOn'>>,
): Act {
  return {
    schemaVersion: 1,
    version: 1,
    eventSeq: 1,
    outbox: [knowledgeEvent(ctx, 'act.card-added', { id, seq: 1 }, { title: card.title, kind: card.kind })],
    _id: id,
    ...card,
    titleLower: `${card.title} ${card.shortName}`.toLowerCase(),
    local: card.kind === 'local',
    cardOnly: true,
    about: '',
    editions: [],
    lapsedFrom: null,
    replacedBy: null,
    endsOn: null,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
    ...rest,
  };
}
