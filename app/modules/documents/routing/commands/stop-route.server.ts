import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { routeActor } from '../../route.server';
import { changeRoute } from '../change-route.server';
import { type StopRouteInput, StopRouteInputSchema } from '../routing.inputs';

/** Ends the route for good; sent again, the document starts a new one. Throws documents/…, workflows/reason-required. */
export const stopRoute =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: StopRouteInput): Promise<void> => {
    const { documentId, reason } = StopRouteInputSchema.parse(raw);
    await changeRoute(deps, ctx, documentId, {
      action: 'stop',
      words: 'остановить согласование',
      event: () => ({ type: 'stop', actor: routeActor(ctx, null), reason }),
      events: () => [documentEvent(ctx, 'document.route-stopped', { reason })],
    });
  };
