// Texts of the two consents (152-ФЗ ст. 9, 10.1; in force from 01.09.2025: each apart from everything else, one a
// purpose). A changed text gets a new version; what a person agreed to is proven by version and hash.

export interface ConsentText {
  readonly version: string;
  readonly text: string;
}

export const CONSENT_TEXTS = {
  processing: {
    version: '2026-09-01',
    text: 'Даю согласие организации, которая проводит обсуждение, на обработку указанных мною имени и адреса электронной почты: запись, хранение, использование и удаление с применением средств автоматизации — только чтобы рассмотреть моё предложение и сообщить мне итог. Согласие действует до принятия документа и ещё три года; отозвать его можно в любое время по личной ссылке, которую я получу после отправки.',
  },
  publishName: {
    version: '2026-09-01',
    text: 'Даю отдельное согласие на распространение моего имени: его можно напечатать рядом с моим предложением в своде предложений. Адрес электронной почты не публикуется. Запретов и условий не устанавливаю; отозвать согласие можно в любое время по личной ссылке, тогда имя уберут из свода в течение трёх рабочих дней.',
  },
} as const satisfies Record<string, ConsentText>;
export type ConsentPurpose = keyof typeof CONSENT_TEXTS;
