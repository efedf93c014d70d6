// A small template that every bad case changes in one place.
export const SMALL_DEFINITION = `schemaVersion: 1
kind: letter
name: small
title: Письмо
description: Маленький шаблон для проверок
workflow: letter/plain
subject: { noun: письмо, gender: n }
lifecycle:
  statusWords:
    draft: проект
    discussion: проект для обсуждения
    in-approval: на согласовании
    approved: согласовано
    adopted: принято
    issued: выпущено
    superseded: заменено
    lapsed: утратило силу
    returned: возвращено
    rejected: отклонено
    withdrawn: отозвано
  numberSource: register
  dateMeaning: event
  signature: optional
  publication: public
  adoptingMark: none
  adoptedWord: Принято
numbering: flat
fields:
  title:
    type: text
    label: Название
    hint: Без кавычек.
    required: true
    check: { maxLength: 100 }
  date:
    type: date
    label: Дата
    hint: День события.
    check: { notBefore: 2000-01-01, notAfter: 2100-12-31 }
  author:
    type: person
    label: Автор
    hint: Кто подписывает.
  site:
    type: url
    label: Сайт
    hint: Полный адрес.
  points:
    type: list
    label: Пункты
    hint: По одному на строку.
    entryLabel: пункт
    repeat: { min: 0, max: 500 }
    fields:
      text:
        type: longText
        label: Текст
        hint: Одно предложение.
        required: true
        check: { maxLength: 50000 }
card:
  heading: 'Письмо «{{title}}»'
  titleLines: ['ПИСЬМО', '{{upper title}}']
  datePlace: { layout: date-left, date: '{{date}}' }
`;

export const SMALL_BODY = `<article data-numbering="flat">
  <p data-slot="lead">{{title}}{{#if date}} от {{field "date" "date-long"}}{{/if}}</p>
  {{#if site}}<p data-slot="site"><a href="{{site}}">{{site}}</a></p>{{/if}}
  {{#each points}}
  <div data-block="item" data-slot="points:{{key}}"><p>{{text}}</p></div>
  {{/each}}
</article>
`;

export const smallFiles = (change: { definition?: string; body?: string } = {}): Record<string, string> => ({
  'template.yaml': change.definition ?? SMALL_DEFINITION,
  'body.hbs': change.body ?? SMALL_BODY,
});
