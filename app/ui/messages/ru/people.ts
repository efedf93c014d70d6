export const people = {
  'document.tab.participants': 'Участники',
  'guest.lead': 'Вы открыли документ по личной ссылке: перед вами версия {number}.',
  'guest.outdated':
    'Вы открыли документ по личной ссылке: перед вами версия {number}, о которой вас спрашивали. С тех пор текст изменился.',
} as const;
