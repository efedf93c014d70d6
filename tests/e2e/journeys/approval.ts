// Approval routing from the first draft to the second edition: a regulation takes consent and approval twice, with two
// people of the directory, one from outside by a personal link on a phone, and papers that are opened and read.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { codeIn, letterTo, linkIn } from '../support/letters';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { bytesOf, docxText, pdfText } from '../support/papers';
import { demo, field, hydrated, people, plain, visit } from '../support/tier';

const OUTSIDER = 'smirnova@zhkh-nauka.example';
const REMARK = 'Назовите в понятии «дворовая книга», кто её ведёт.';
const consenting = demo.accounts.find(({ login }) => login === people.moderator)!;
const approving = demo.accounts.find(({ login }) => login === people.chair)!;
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Moscow' });

const control = (page: Page, path: string) => page.locator(`[id="f-${path.replaceAll('.', '-')}"]`);
const filled = (page: Page, values: Readonly<Record<string, string>>) =>
  Object.entries(values).reduce(
    (before, [path, value]) => before.then(() => control(page, path).fill(value)),
    Promise.resolve(),
  );
const decide = async (page: Page, decision: string, remark?: string) => {
  await page.getByLabel(decision, { exact: true }).check();
  if (remark) await page.getByLabel(/^Замечание/).fill(remark);
  await page.getByRole('button', { name: 'Записать решение' }).click();
  await page.getByText('Ваше решение записано.').waitFor();
};
async function checked(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}

/** The form names two people out of the directory; their accounts come along, so nobody types an identifier. */
async function draftRegulation(): Promise<string> {
  const page = await visit({ as: people.drafter });
  await page.goto('/documents/new/regulation/case-club');
  await hydrated(page);
  await filled(page, {
    'club.of': 'Соседского центра «Общий двор»',
    'club.centreHead': 'руководитель Соседского центра',
    territory: 'Приозёрского края',
    'tasks.n1': 'собрать соседей вокруг общих дел',
    'forms.n1': 'встречи во дворе',
    'terms.n1.term': 'дворовая книга',
    'terms.n1.definition': 'тетрадь с договорённостями соседей',
  });
  for (const [group, person, position] of [
    ['consentingOfficial', consenting, 'руководитель проекта'],
    ['approvingOfficial', approving, 'председатель правления'],
  ] as const) {
    for (const [part, label] of [
      ['organisation', 'АНО «Добрый двор»'],
      ['person', `${person.name}, АНО «Добрый двор»`],
    ] as const) {
      const place = `${group}.${part}`;
      const picked = page.locator(`[id="f-pick:${place.replaceAll('.', '-')}"]`);
      await picked.fill(label);
      await picked.locator('xpath=ancestor::div[contains(@class, "flex-wrap")][1]//button').click();
      await expect
        .poll(() => control(page, `${place}.${part === 'person' ? 'surname' : 'name'}`).inputValue())
        .not.toBe('');
    }
    await control(page, `${group}.position`).fill(position);
    if (group === 'consentingOfficial') await accountFollowsName(page, group);
    expect(await control(page, `${group}.userId`).inputValue()).toMatch(/^usr_/);
  }
  await page.getByRole('button', { name: 'Создать документ' }).click();
  await page.waitForURL(/\/documents\/doc_/);
  return new URL(page.url()).pathname;
}

/** Another name takes the account out and says whose it was; chosen again, it stays. */
async function accountFollowsName(page: Page, group: string): Promise<void> {
  const [surname, account] = [control(page, `${group}.person.surname`), control(page, `${group}.userId`)];
  const [name, id] = [await surname.inputValue(), await account.inputValue()];
  await surname.fill('Посторонний');
  await surname.press('Tab');
  await page.getByText(/^Учётная запись убрана: .*другое имя/).waitFor();
  expect(await account.inputValue()).toBe('');
  await surname.fill(name);
  await account.selectOption(id);
  expect(await page.getByText(/^Учётная запись убрана/).count()).toBe(0);
}

/** «Кто и когда» is seen before anything is sent. */
async function sendAfterPreview(address: string): Promise<void> {
  const page = await visit({ as: people.drafter });
  await page.goto(`${address}/route`);
  const steps = page.getByRole('main').locator('ol > li');
  expect(await steps.count()).toBe(2);
  expect(plain(await steps.nth(0).textContent())).toMatch(
    /Согласование.*не позже.*Беседина.*руководитель проекта/,
  );
  expect(plain(await steps.nth(1).textContent())).toMatch(/Утверждение.*Образцова/);
  await page.getByText(/^Согласование закончится не позже/).waitFor();
  await checked(page);
  await page.getByRole('button', { name: 'Отправить на согласование' }).click();
  await page.getByText('Документ отправлен на согласование.').waitFor();
  await page.goto(`${address}/fields`);
  expect(plain(await page.getByRole('main').textContent())).not.toContain('usr_');
}

/** One more who consents, without an account: the letter goes to his address. */
async function askOutsider(address: string): Promise<void> {
  const page = await visit({ as: people.drafter });
  await page.goto(`${address}/route`);
  const consent = page.locator('section', {
    has: page.getByRole('heading', { name: 'Согласование', exact: true }),
  });
  await consent.locator('summary', { hasText: 'Добавить согласующего' }).click();
  const form = consent.locator('form', { has: page.getByRole('button', { name: 'Добавить', exact: true }) });
  await form.getByLabel('Фамилия, имя, отчество').fill('Смирнова Ольга Игоревна');
  await form.getByLabel('Почта для личной ссылки').fill(OUTSIDER);
  await form.getByLabel('Должность').fill('директор');
  await form.getByLabel('Организация').fill('Институт «ЖКХ-наука»');
  await form.getByRole('button', { name: 'Добавить', exact: true }).click();
  await page.getByText('Согласующий добавлен.').waitFor();
}

async function colleagueAgrees(address: string, remark?: string): Promise<void> {
  const page = await visit({ as: people.moderator });
  await page.goto('/approvals');
  await page
    .getByRole('link', { name: /Общий двор/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Ваше решение' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(address);
  await checked(page);
  await decide(page, remark ? 'Согласовать с замечаниями' : 'Согласовать', remark);
}

/** A code of the letter opens the document; the same code and a decision made twice do not. */
async function outsiderAgrees(address: string): Promise<void> {
  const link = linkIn(await letterTo(OUTSIDER, /./));
  const phone = await visit({ width: 360 });
  await phone.goto(link);
  await checked(phone);
  await phone.getByRole('button', { name: 'Прислать код' }).click();
  await phone.getByText('Код из письма').first().waitFor();
  await field(phone, 'Код из письма').fill(codeIn(await letterTo(OUTSIDER, /Код для входа/)));
  await phone.getByRole('button', { name: 'Открыть документ' }).click();
  await phone.waitForURL(new RegExp(`${address}$`));
  await phone.getByRole('heading', { name: 'Ваше решение' }).waitFor();
  await checked(phone);
  await decide(phone, 'Согласовать');
  expect(await phone.getByRole('heading', { name: 'Ваше решение' }).count()).toBe(0);
}

/** The remark is settled by the author, in his own words, before the document is adopted. */
async function authorAnswers(address: string): Promise<void> {
  const page = await visit({ as: people.drafter });
  await page.goto(`${address}/remarks`);
  await page.locator('summary', { hasText: 'Решить по замечанию' }).click();
  await page.getByLabel('Принято частично').check();
  await field(page, 'Ответ').fill('Ведёт председатель клуба; скажем об этом в следующей редакции.');
  await page.getByRole('button', { name: 'Записать ответ' }).click();
  await page.getByText('Ответ записан.').waitFor();
}

async function chairApproves(address: string): Promise<void> {
  const page = await visit({ as: people.chair });
  await page.goto(`${address}?tab=route`);
  await checked(page);
  await decide(page, 'Утвердить');
}

async function adoptAndIssue(address: string, inForceFrom?: string): Promise<void> {
  const page = await visit({ as: people.chair });
  await page.goto(address);
  await page.locator('summary', { hasText: 'Отметить принятие' }).click();
  await field(page, 'Дата принятия').fill(today());
  await page.getByRole('button', { name: 'Отметить принятие' }).click();
  await page.getByText('Документ принят и зарегистрирован.').waitFor();
  await page.locator('summary', { hasText: 'Выпустить документ' }).click();
  if (inForceFrom) await field(page, 'Новая редакция действует с').fill(inForceFrom);
  await page.getByRole('button', { name: 'Выпустить документ' }).click();
  await page.getByText('Файлы изготовлены и сохранены.').waitFor();
}

/** Both marks, the sheet with everyone on it, and the version that was agreed to, in each of the papers. */
async function readPapers(address: string, names: readonly string[]): Promise<string> {
  const page = await visit({ as: people.drafter });
  await page.goto(`${address}?tab=files`);
  const hash = /[0-9a-f]{64}/;
  const texts: string[] = [];
  for (const format of ['pdf', 'docx'] as const) {
    const link = page.getByRole('link', { name: new RegExp(`^Скачать .*\\.${format}$`) });
    const bytes = await bytesOf(page, (await link.getAttribute('href')) ?? '');
    const text = format === 'pdf' ? await pdfText(bytes) : docxText(bytes);
    expect(text).toMatch(/СОГЛАСОВАНО.*УТВЕРЖДАЮ.*ПОЛОЖЕНИЕ.*ЛИСТ СОГЛАСОВАНИЯ/i);
    for (const name of names) expect(text).toContain(name);
    expect(text).toMatch(/Утверждение.*Образцова.*утверждено/);
    expect(text).toMatch(hash);
    texts.push(text);
  }
  return texts[0] ?? '';
}

/** A point of the regulation as a paper of its own, certified by who makes it. */
async function extractOf(address: string): Promise<string> {
  const page = await visit({ as: people.drafter });
  await page.goto(`${address}?tab=files`);
  await page.getByRole('link', { name: 'Сделать выписку' }).click();
  const make = page.getByRole('button', { name: 'Скачать выписку, DOCX' });
  await make.click();
  await page.getByText('Отметьте хотя бы один пункт.').waitFor();
  await checked(page);
  await page.getByRole('checkbox').nth(1).check();
  const [download] = await Promise.all([page.waitForEvent('download'), make.click()]);
  return docxText(await readFile(await download.path()));
}

/** A draft of its own with the same text and the same people; the regulation in force stays as it is. */
async function startEdition(former: string): Promise<string> {
  const page = await visit({ as: people.drafter });
  await page.goto(former);
  await page.locator('summary', { hasText: 'Начать новую редакцию' }).click();
  await page.getByRole('button', { name: 'Начать новую редакцию' }).click();
  await page.getByText(/^Проект новой редакции создан/).waitFor();
  return new URL(page.url()).pathname;
}

async function formerGaveWay(former: string, next: string): Promise<void> {
  const page = await visit({ as: people.drafter, width: 360, dark: true });
  await page.goto(former);
  await page.getByText(/^заменена новой редакцией с \d/).waitFor();
  await checked(page);
  await page.getByRole('link', { name: /^Новая редакция:/ }).click();
  await page.waitForURL(new RegExp(`${next}$`));
  await page.getByRole('link', { name: /^Заменяет:/ }).waitFor();
}

async function peopleReadIt(address: string): Promise<void> {
  const office = await visit({ as: people.drafter });
  await office.goto(`${address}/acquaintance`);
  await office.getByLabel(/Беседина/).check();
  await office.getByRole('button', { name: 'Попросить ознакомиться' }).click();
  await office.getByText(/^Запрос отправлен/).waitFor();
  await checked(office);
  const reader = await visit({ as: people.moderator, width: 360 });
  await reader.goto('/approvals');
  await reader.getByRole('link', { name: /Общий двор/ }).click();
  await reader.getByRole('button', { name: 'Ознакомлен(а)' }).click();
  await reader.getByText('Ознакомление записано.').waitFor();
  await checked(reader);
  await office.reload();
  await office.getByText('Ознакомлены: 1 из 1').waitFor();
  const sheet = await pdfText(await bytesOf(office, `${address}/acquaintance/sheet.pdf`));
  expect(sheet).toMatch(/ЛИСТ ОЗНАКОМЛЕНИЯ.*Беседина.*ознакомлен\(а\) в системе/);
}

export function approvalJourney(): void {
  it('takes a regulation through consent and approval twice, to papers that say so', async () => {
    const first = await draftRegulation();
    await sendAfterPreview(first);
    await askOutsider(first);
    await colleagueAgrees(first, REMARK);
    await authorAnswers(first);
    await outsiderAgrees(first);
    await chairApproves(first);
    await adoptAndIssue(first);
    const before = await readPapers(first, ['Беседина', 'Смирнова', 'Образцова']);

    expect(await extractOf(first)).toMatch(/ВЫПИСКА ИЗ ПОЛОЖЕНИЯ.*Верно.*Подлинник документа хранится/);

    const second = await startEdition(first);
    await sendAfterPreview(second);
    await colleagueAgrees(second);
    await chairApproves(second);
    await adoptAndIssue(second, today());
    const after = await readPapers(second, ['Беседина', 'Образцова']);
    expect(after).not.toContain('Смирнова');
    expect(numberIn(after)).not.toBe(numberIn(before));
    await formerGaveWay(first, second);
    await peopleReadIt(second);
  }, 300_000);
}

const numberIn = (text: string) => / № (\d+-П)/.exec(text)?.[1];
