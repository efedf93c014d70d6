// From the check to a version and back: mend what is safe, give the result a name, compare, restore.
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { demo, hydrated, people, plain, visit } from '../support/tier';

const discussed = demo.documents.find(({ discussionCode }) => discussionCode !== null)!;
const at = `/documents/${discussed.id}`;

export function versionsJourney(): void {
  it('mends what is safe after a preview, saves it under a name and shows what changed, without scripts', async () => {
    const page = await visit({ as: people.drafter, javaScript: false });
    await page.goto(`${at}/checks`);
    await page.getByRole('heading', { level: 2, name: 'Проверка' }).waitFor();
    await page.getByRole('link', { name: 'Исправить всё безопасное' }).click();
    const preview = page.getByRole('region', { name: 'Что будет исправлено' });
    expect(await preview.locator('ins, del').count()).toBeGreaterThan(0);
    await preview.getByRole('button', { name: 'Исправить всё безопасное' }).click();
    await page.getByText(/^Исправлено: /).waitFor();
    await page.getByText(/Проверена рабочая копия/).waitFor();

    await page.goto(`${at}/versions`);
    const before = await page.getByRole('heading', { level: 3, name: /^Версия \d/ }).count();
    await page.getByLabel('Название версии').first().fill('после проверки');
    await page.getByRole('button', { name: 'Сохранить как версию' }).click();
    await page.getByText(/^Сохранена версия/).waitFor();
    expect(await page.getByRole('heading', { level: 3, name: /^Версия \d/ }).count()).toBe(before + 1);
    await page.getByRole('link', { name: /^Названные/ }).click();
    await page.getByRole('heading', { level: 3, name: /после проверки/ }).waitFor();

    await page.getByRole('link', { name: 'Что изменилось' }).first().click();
    await page.getByRole('heading', { level: 2, name: /^Сравнение версий/ }).waitFor();
    expect(plain(await page.getByText(/^Итог: /).textContent())).toMatch(/изменено: \d/);
    expect(await page.locator('#c1').getByText('изменено').count()).toBe(1);
    await page.getByRole('link', { name: 'В одном тексте' }).click();
    await page.waitForURL(/view=inline/);
    expect(await page.locator('#c1 ins, #c1 del').count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Весь текст' }).click();
    await page.waitForURL(/scope=all/);
  });

  it('jumps between changes by keys and gives the comparison as PDF', async () => {
    const page = await visit({ as: people.drafter });
    await page.goto(`${at}/compare`);
    await hydrated(page);
    await page.keyboard.press('n');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('c1');
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Скачать PDF' }).click();
    expect((await saving).suggestedFilename()).toMatch(/sravnenie-.*\.pdf$/);
  });

  it('shows an earlier version as not in force and restores it as a new one', async () => {
    const page = await visit({ as: people.drafter });
    await page.goto(`${at}/versions/1`);
    await page.getByText('Это не действующая версия').waitFor();
    expect(plain(await page.getByRole('article', { name: 'Текст документа' }).textContent())).toContain(
      'Не действующая',
    );
    await page.getByText('Восстановить', { exact: true }).click();
    await page.getByRole('button', { name: 'Восстановить версию 1' }).click();
    await page.getByText(/^Версия 1 восстановлена/).waitFor();
    await page.getByRole('heading', { level: 3, name: /Восстановлена версия 1/ }).waitFor();
  });

  it('skips a finding with a reason and takes it back', async () => {
    const page = await visit({ as: people.drafter });
    await page.goto(`${at}/checks`);
    await page.getByText('Пропустить', { exact: true }).first().click();
    await page
      .getByLabel(/^Почему пропускаем/)
      .first()
      .fill('так решили соорганизаторы');
    await page.getByRole('button', { name: 'Пропустить с этой причиной' }).first().click();
    await page.getByText('Замечание пропущено.').waitFor();
    await page.getByText(/^Пропущенные: 1/).click();
    await page.getByRole('button', { name: 'Вернуть' }).click();
    await page.getByText('Замечание возвращено.').waitFor();
  });

  it.each([360, 1280])('is legible and accessible at %i px', async (width) => {
    const page = await visit({ as: people.drafter, width, dark: width === 360 });
    for (const path of [
      'versions',
      'versions/1',
      'compare',
      'compare?view=inline&scope=all',
      'checks',
      'checks?fix=all',
    ]) {
      await page.goto(`${at}/${path}`);
      expect(await axeFindings(page), path).toEqual([]);
      expect(await sidewaysScroll(page), path).toBe(0);
    }
  });
}
