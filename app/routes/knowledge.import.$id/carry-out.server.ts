// From the forms of the preview to one command: put a line right, take a correction back, publish, throw away.
import { z } from 'zod';
import { FixLevelSchema, UnitNumberSchema } from '~/modules/knowledge';
import type { FormRefusal, RouteArgs } from '~/platform/http';
import { assertCsrf, parseForm, refuseForm } from '~/platform/http/index.server';
import type { Context } from '~/shared/context';
import type { MessageKey } from '~/ui/messages';

const day = z.iso
  .date()
  .nullish()
  .transform((value) => value ?? null);
const line = z.coerce.number().int().min(1);
const page = z.coerce.number().int().min(1).catch(1);
const FormSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('fix'),
    line,
    page,
    what: z.enum(['paragraph', 'join', 'note', 'split', ...FixLevelSchema.options]),
    n: UnitNumberSchema.default(''),
    words: z.string().trim().max(400).default(''),
  }),
  z.object({ intent: z.literal('unfix'), line, page }),
  z.object({ intent: z.literal('discard') }),
  z.object({
    intent: z.literal('publish'),
    kind: z.string(),
    number: z
      .string()
      .trim()
      .max(60)
      .nullish()
      .transform((value) => value ?? null),
    date: day,
    title: z.string().trim().min(3).max(1000),
    issuer: z
      .string()
      .trim()
      .max(300)
      .nullish()
      .transform((value) => value ?? null),
    shortName: z.string().trim().min(1).max(120),
    validFrom: day,
    revisedOn: day,
  }),
]);

interface CarryOutArgs extends RouteArgs {
  ctx: Context;
  form: FormData;
  importId: string;
}
type Outcome = { to: string; said: MessageKey | null } | { refused: FormRefusal };

export async function carryOut(args: CarryOutArgs): Promise<Outcome> {
  const parsed = parseForm(FormSchema, args.form);
  if (!parsed.ok) return { refused: parsed };
  try {
    assertCsrf(args, args.form);
    return await run(args, parsed.data);
  } catch (error) {
    return { refused: refuseForm(error, args.form) };
  }
}

async function run(
  { context, ctx, importId }: CarryOutArgs,
  form: z.output<typeof FormSchema>,
): Promise<Outcome> {
  const { commands } = context.services.knowledge;
  const here = `/knowledge/import/${importId}`;
  switch (form.intent) {
    case 'discard':
      await commands.discardImport(ctx, importId);
      return { to: '/knowledge/import', said: 'acts.import.discarded' };
    case 'publish': {
      const { intent: _intent, validFrom, revisedOn, ...card } = form;
      const { actId, isDone } = await commands.startPublishing(ctx, {
        importId,
        card: card as never,
        validFrom,
        revisedOn,
      });
      return { to: isDone ? `/acts/${actId}` : `${here}?act=${actId}`, said: null };
    }
    default: {
      // The person comes back to the page of the tree he was on.
      const page = form.page > 1 ? `?page=${form.page}` : '';
      const said = form.intent === 'fix' ? form : null;
      await commands.fixLine(ctx, { importId, line: form.line, said });
      return { to: `${here}${page}#line-${form.line}`, said: 'acts.import.fixed' };
    }
  }
}
