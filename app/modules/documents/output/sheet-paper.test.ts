import { describe, expect, it } from 'vitest';
import { paperToText } from '~/platform/rendering';
import { PROFILE } from '../../../../tests/factories/paper-profile';
import { buildAcquaintancePaper } from '../acquaintance/acquaintance-paper';
import type { PrintedSheet } from './paper-input';
import { buildSheetPaper } from './sheet-paper';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const common = {
  date: '23 сентября 2026 г.',
  organisation: 'АНО «Соседи»',
  createdAt: '2026-09-23T09:00:00Z',
  profile: PROFILE,
};
const sheet = (change: Partial<PrintedSheet> = {}): PrintedSheet => ({
  title: 'Положение о клубе',
  versionNumber: 3,
  versionSha256: 'a'.repeat(64),
  status: 'approved',
  rows: [{ step: 'Согласование', who: 'Орлова', decision: 'согласовано', channel: 'в системе' }],
  ...change,
});

describe('the sheet of decisions apart', () => {
  it('names document, number and version first, the journal’s head last', () => {
    const text = plain(
      paperToText(
        buildSheetPaper({ ...common, number: '1-П', sheet: sheet({ auditHead: '12:ab' }), past: [] }),
      ),
    );
    expect(text).toMatch(
      /ЛИСТ СОГЛАСОВАНИЯ\s+Положение о клубе № 1-П[\s\S]*Согласована версия 3[\s\S]*Орлова[\s\S]*Журнал событий/,
    );
    expect(text).not.toContain('Прежний маршрут');
  });

  it('keeps the decisions of routes that were withdrawn or stopped', () => {
    const former = sheet({ status: 'withdrawn', versionNumber: 2 });
    const paper = buildSheetPaper({
      ...common,
      number: null,
      sheet: sheet({ status: 'running', rows: [] }),
      past: [{ sheet: former, sentOn: '15.09.2026' }],
    });
    expect(plain(paperToText(paper))).toMatch(
      /На согласовании версия 3[\s\S]*Прежний маршрут, отправлено 15.09.2026. Отозвана с согласования версия 2[\s\S]*Орлова/,
    );
  });
});

describe('the acquaintance sheet', () => {
  it('ends sentences once and leaves room for ink', () => {
    const paper = buildAcquaintancePaper({
      ...common,
      title: 'Положение о клубе',
      number: '1-П',
      adopted: 'Утверждено 22 сентября 2026 г.',
      versionSha256: 'a'.repeat(64),
      lines: [
        { name: 'Орлова Л. П.', position: 'директор', confirmed: '23.09.2026', hash: 'aaaaaaaa' },
        { name: 'Петров П. И.', position: '', confirmed: null, hash: null },
      ],
    });
    const text = plain(paperToText(paper));
    expect(text).toContain('Утверждено 22 сентября 2026 г. С документом ознакомлены:');
    expect(text).toContain('ознакомлен(а) в системе, версия aaaaaaaa');
    const table = paper.blocks.find(({ kind }) => kind === 'table');
    const rows = table?.kind === 'table' ? table.rows : [];
    expect(rows).toHaveLength(1 + 2 + 5);
    expect(rows.at(-1)?.at(-1)?.paragraphs).toHaveLength(2);
  });
});
