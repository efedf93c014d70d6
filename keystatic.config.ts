// The content editor's schema, used by the browser, the server and the tests alike: glossary and guides.
// Paths are relative to the content folder (data/content), and are the same in the repository's seeds.
import { collection, config, fields } from '@keystatic/core';

const slugRule = {
  validation: {
    length: { min: 2, max: 80 },
    pattern: {
      regex: /^[a-z0-9]+(-[a-z0-9]+)*$/,
      message: 'Только строчные латинские буквы, цифры и дефис между ними',
    },
  },
  label: 'Имя в адресе',
  description: 'Латиницей: по нему статья открывается и находится',
};

const name = (label: string) =>
  fields.slug({
    name: { label, validation: { isRequired: true, length: { min: 2, max: 200 } } },
    slug: slugRule,
  });

const sources = fields.array(
  fields.object({
    reference: fields.text({
      label: 'Норма или документ',
      description: 'Например: ст. 45 ЖК РФ',
      validation: { isRequired: true, length: { min: 2, max: 300 } },
    }),
    edition: fields.text({
      label: 'Редакция',
      description: 'По какой редакции написано; пусто, если текст не загружен и не сверен',
      validation: { length: { max: 100 } },
    }),
  }),
  { label: 'Источники', itemLabel: (props) => props.fields.reference.value || 'источник' },
);

/** Plain text with headings, lists, links and tables; no pictures and no components, so that every entry opens. */
const text = (label: string) =>
  fields.markdoc({
    label,
    options: { image: false, code: false, codeBlock: false, strikethrough: false, heading: [2, 3] },
  });

export default config({
  storage: { kind: 'local' },
  locale: 'ru-RU',
  ui: { brand: { name: 'Хартия: справочные материалы' } },
  collections: {
    glossary: collection({
      label: 'Глоссарий',
      path: 'content/glossary/*',
      slugField: 'term',
      columns: ['term'],
      format: { contentField: 'definition' },
      entryLayout: 'form',
      schema: {
        term: name('Термин'),
        synonyms: fields.array(fields.text({ label: 'Другое написание' }), {
          label: 'Другие названия и сокращения',
          itemLabel: (props) => props.value || 'название',
        }),
        sources,
        definition: text('Определение'),
      },
    }),
    guides: collection({
      label: 'Руководства',
      path: 'content/guides/*',
      slugField: 'title',
      columns: ['title', 'order'],
      format: { contentField: 'text' },
      entryLayout: 'content',
      schema: {
        title: name('Название'),
        audience: fields.select({
          label: 'Для кого',
          options: [
            { label: 'Организатору круглого стола или форума', value: 'organiser' },
            { label: 'Общественному жилищному инспектору', value: 'inspector' },
            { label: 'Сторонам договора', value: 'parties' },
            { label: 'Секретарю собрания', value: 'secretary' },
            { label: 'Руководителю организации', value: 'head' },
          ],
          defaultValue: 'organiser',
        }),
        summary: fields.text({
          label: 'Коротко',
          multiline: true,
          validation: { isRequired: true, length: { min: 10, max: 400 } },
        }),
        order: fields.integer({ label: 'Порядок в списке', defaultValue: 100 }),
        sources,
        text: text('Текст'),
      },
    }),
  },
});
