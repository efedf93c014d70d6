import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { LifecycleState, RouteView, VerificationView } from '~/modules/documents';
import { Outline } from './document/outline';
import { Paper } from './document/paper';
import { RouteTimeline } from './document/route-timeline';
import { FormErrors } from './feedback';
import { TextField } from './fields';
import { MessagesProvider } from './messages/messages-context';
import { isHydrated, isReadingPath, shellOf } from './route-handle';
import { StateBadge } from './state-badge';
import { VerificationResult } from './verify/verification-result';

const draw = (element: ReactElement, locale: 'ru' | 'en' = 'ru') =>
  renderToStaticMarkup(<MessagesProvider locale={locale}>{element}</MessagesProvider>);
const count = (html: string, part: string) => html.split(part).length - 1;

describe('StateBadge', () => {
  it('tells every state by a word and an icon', () => {
    const states: LifecycleState[] = [
      'draft',
      'discussion',
      'in-approval',
      'approved',
      'adopted',
      'issued',
      'superseded',
      'lapsed',
      'returned',
      'rejected',
      'withdrawn',
    ];
    for (const state of states) {
      const html = draw(<StateBadge state={state} word="слово" />);
      expect(html).toContain('<svg');
      expect(html).toContain('слово');
    }
  });
});

describe('TextField', () => {
  it('ties label, hint and all errors to the control', () => {
    const html = draw(
      <TextField label="Дата" hint="день.месяц.год" errors={['Нет даты', 'Не число']} name="d" />,
    );
    const id = /<input[^>]* id="([^"]+)"/.exec(html)?.[1];
    expect(html).toContain(`for="${id}"`);
    expect(html).toContain(`aria-describedby="${id}-hint ${id}-error"`);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toMatch(/Нет даты.*Не число/);
  });
});

describe('FormErrors', () => {
  it('counts several errors and names each', () => {
    const html = draw(<FormErrors errors={['первая', 'вторая']} />);
    expect(html).toContain('role="alert"');
    expect(html).toContain('Исправьте 2 ошибки');
    expect(draw(<FormErrors errors={['одна']} />)).not.toContain('Исправьте');
    expect(draw(<FormErrors errors={[]} />)).toBe('');
  });
});

describe('RouteTimeline', () => {
  const route: RouteView = {
    status: 'running',
    steps: [
      {
        id: 's1',
        title: 'Согласование соорганизаторами',
        order: 'parallel',
        rule: 'все',
        status: 'active',
        dueAt: '2026-11-25',
        dueText: 'осталось 2 рабочих дня',
        assignees: [
          {
            key: 'a',
            name: 'П. С. Заречная',
            position: null,
            organisation: 'АНО «Соседи»',
            decision: 'return',
            decisionWord: 'возвращено',
            at: '2026-11-20T10:00:00Z',
            remark: '<b>Пункт 4</b>',
            channel: null,
            state: 'decided' as const,
            carried: false,
            reason: null,
            scanSha256: null,
            versionSha256: 'a'.repeat(64),
          },
        ],
      },
    ],
  };

  it('says step, term, decision and remark, escaping what people wrote', () => {
    const html = draw(<RouteTimeline route={route} documentId="doc_1" />);
    expect(html).toContain('осталось 2 рабочих дня');
    expect(html).toContain('возвращено');
    expect(html).toContain('&lt;b&gt;Пункт 4&lt;/b&gt;');
    expect(html).toContain('aria-current="step"');
  });

  it('speaks English around Russian data', () => {
    expect(draw(<RouteTimeline route={{ status: 'none', steps: [] }} documentId="doc_1" />, 'en')).toContain(
      'has not been sent',
    );
  });
});

describe('Paper and Outline', () => {
  it('lets the keyboard reach wide tables', () => {
    const html = draw(<Paper label="Текст" html={'<figure id="b-1"><table></table></figure>'} />);
    expect(html).toContain('<figure tabindex="0" id="b-1">');
  });

  it('links every entry of the contents to its place', () => {
    const html = draw(
      <Outline title="Оглавление" entries={[{ id: 'b-x', number: '1.', text: 'Пункт', level: 1 }]} />,
    );
    expect(count(html, 'href="#b-x"')).toBe(2);
  });
});

describe('VerificationResult', () => {
  const nothing: VerificationView = {
    code: 'K7',
    found: false,
    status: null,
    title: null,
    kindName: null,
    number: null,
    date: null,
    ownerName: null,
    files: [],
    publicUrl: null,
    successorUrl: null,
    supersededFrom: null,
  };

  it('tells an unknown code what to do', () => {
    expect(draw(<VerificationResult verification={nothing} />)).toContain('обратитесь в организацию');
  });

  it('says only that a confidential paper is genuine, and its status', () => {
    const html = draw(
      <VerificationResult verification={{ ...nothing, found: true, status: 'подлинник, подписано' }} />,
    );
    expect(html).toContain('подлинник, подписано');
    expect(count(html, '<dt')).toBe(1);
    expect(html).not.toContain('data-file-check');
  });
});

describe('route handles', () => {
  it('one reading route makes the whole page a reading page', () => {
    expect(isHydrated([undefined, { hydrate: false }])).toBe(false);
    expect(isHydrated([undefined, {}])).toBe(true);
    expect(shellOf([{ shell: 'public' }, undefined])).toBe('public');
  });

  it('knows reading pages by address', () => {
    for (const path of [
      '/p/rezolyuciya-1',
      '/verify',
      '/verify/ABCD',
      '/p/x.data',
      '/d/k7m2q9x4tn',
      '/d/k7m2q9x4tn/propose',
      '/d/k7m2q9x4tn/my/aaaaabbbbbccccc',
    ]) {
      expect(isReadingPath(path)).toBe(true);
    }
    for (const path of ['/', '/p', '/documents/p', '/verify/a/b', '/d/x/proekt.pdf', '/sign-in']) {
      expect(isReadingPath(path)).toBe(false);
    }
  });
});
