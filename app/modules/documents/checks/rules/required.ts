// What the kind and its template ask of every document: parts with their legal basis, fields.
import { validateFields } from '~/modules/templates';
import { hasContent } from '../build-context';
import type { BodyRule, CheckContext } from '../check.types';
import { foldText, wordsOf } from '../fold-text';

/** Words of a title that carry meaning, cut to their stems. */
const stems = (title: string) =>
  wordsOf(foldText(title))
    .filter((word) => word.length > 3)
    .map((word) => word.slice(0, Math.max(4, word.length - 3)));

/** The part is there when its slot has words, or a heading or the beginning of a block says the same. */
function isThere(section: { slot: string; title: string }, context: CheckContext): boolean {
  const wanted = stems(section.title);
  return context.blocks.some(({ block, folded, depth }) => {
    const slot = block.origin?.slot ?? '';
    if (slot === section.slot || slot.startsWith(`${section.slot}:`)) return hasContent(block);
    const heading = block.type === 'section' || block.type === 'appendix';
    if (!heading && depth > 2) return false;
    const words = wordsOf(heading ? folded : folded.slice(0, 160));
    return wanted.length > 0 && wanted.every((stem) => words.some((word) => word.startsWith(stem)));
  });
}

/** «… считают необходимым:» in any wording: a paragraph or an addressee line before the points that ends with a colon. */
function hasFormula(context: CheckContext): boolean {
  return context.blocks.some(
    ({ block, folded }) =>
      ['paragraph', 'section'].includes(block.type) &&
      /(?:необходим|рекоменд|решил|постанов)/u.test(folded) &&
      folded.endsWith(':'),
  );
}

export const requiredSection: BodyRule = {
  id: 'required-section',
  title: 'Обязательные части',
  why: 'Без этой части документ не отвечает требованию, которое названо рядом.',
  severity: 'error',
  scope: 'body',
  find(context) {
    return (context.definition?.requiredSections ?? [])
      .filter((section) => !isThere(section, context) && !(section.slot === 'formula' && hasFormula(context)))
      .map(({ slot, title, basis }) => ({
        blockId: null,
        key: slot,
        message: `Нет обязательной части «${title}»`,
        detail: `Основание: ${basis}.`,
      }));
  },
};

export const requiredField: BodyRule = {
  id: 'required-field',
  title: 'Поля формы',
  why: 'Пока поле не заполнено, документ нельзя отправить.',
  severity: 'error',
  scope: 'body',
  find({ definition, fields }) {
    if (!definition) return [];
    return validateFields(definition.fields, fields).map(({ path, message }) => ({
      blockId: null,
      key: path,
      field: path,
      message,
    }));
  },
};

export const missingConsent: BodyRule = {
  id: 'missing-consent',
  title: 'Согласие соорганизатора',
  why: 'Организацию называют в документе с её согласия на использование наименования.',
  severity: 'warning',
  scope: 'body',
  find({ organisations }) {
    return organisations
      .filter(({ consented }) => !consented)
      .map(({ name }) => ({
        blockId: null,
        key: name,
        message: `Нет согласия на использование наименования: ${name}`,
        detail: 'Запросите согласие на странице «Участники».',
      }));
  },
};
