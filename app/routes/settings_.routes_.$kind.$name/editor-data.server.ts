// What the editor's page shows, from the opened route and the draft at hand.
import { answersOf, type Play, type RouteDraft, routeChoices, routeEditorView } from '~/modules/workflows';
import type { RouteArgs } from '~/platform/http';
import type { Context } from '~/shared/context';
import type { RouteEditorData } from '~/ui/route-editor/editor-types';

type Opened = Awaited<ReturnType<RouteArgs['context']['services']['routeEditor']['openRoute']>>;

/** A redraw; `play` is what the simulator is asked, it answers when `played`. Pure. */
export function editorData(
  ctx: Context,
  route: Opened,
  input: { draft: RouteDraft; play?: Play | undefined } & Partial<Omit<RouteEditorData, 'play'>>,
): RouteEditorData {
  const { draft, play, ...rest } = input;
  return {
    draft,
    base: route.base,
    choices: routeChoices(route.fields, route.people),
    view: routeEditorView(draft, { ...route, now: ctx.now() }, play, rest.played),
    answers: answersOf(draft),
    focus: null,
    revision: ctx.now().getTime(),
    conflict: null,
    announced: false,
    played: false,
    ...rest,
    play: play ?? null,
  };
}
