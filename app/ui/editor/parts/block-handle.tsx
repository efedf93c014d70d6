// The handle in the margin of the block under the pointer or of the caret: drag it to move the block, press it for the
// block's menu. Everything it does has a key and a button of the toolbar, so it is hidden from screen readers and Tab.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Icon } from '../../icons';
import { useMessages } from '../../messages/messages-context';
import { type DropPlace, moveBlockTo, refusalOf } from '../commands/moves';
import type { LiveEditor } from '../use-document-editor';
import { startDrag } from './outline-pane';

interface BlockHandleProps {
  live: LiveEditor;
  paper: RefObject<HTMLDivElement>;
  focused: string | null;
  /** Grows when blocks may have moved. */
  layout: unknown;
  onMenu: () => void;
}

interface Spot {
  id: string;
  top: number;
}

const blockOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.b[data-id]') : null;

function spotOf(paper: HTMLElement, block: HTMLElement): Spot {
  return {
    id: block.dataset.id ?? '',
    top: block.getBoundingClientRect().top - paper.getBoundingClientRect().top,
  };
}

export function BlockHandle({ live, paper, focused, layout, onMenu }: BlockHandleProps) {
  const t = useMessages();
  const [spot, setSpot] = useState<Spot | null>(null);
  const line = useDropLine(live, paper);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `layout` says that places have changed
  useEffect(() => {
    const block = focused ? live.context.blocks.get(focused)?.dom : undefined;
    if (paper.current) setSpot(block ? spotOf(paper.current, block) : null);
  }, [live, paper, focused, layout]);

  useEffect(() => {
    const sheet = paper.current;
    if (!sheet) return;
    const follow = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || event.buttons > 0) return;
      const block = blockOf(event.target);
      if (block) setSpot((old) => (old?.id === block.dataset.id ? old : spotOf(sheet, block)));
    };
    sheet.addEventListener('pointermove', follow, { passive: true });
    return () => sheet.removeEventListener('pointermove', follow);
  }, [paper]);

  return (
    <>
      {spot ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          title={t('editor.block.drag')}
          draggable
          onDragStart={(event) => startDrag(event, spot.id)}
          onClick={() => {
            if (live.actions.select(spot.id)) onMenu();
          }}
          data-block={spot.id}
          style={{ top: spot.top }}
          className="editor-handle"
        >
          <Icon name="grip" />
        </button>
      ) : null}
      {line === null ? null : <div aria-hidden="true" className="editor-drop" style={{ top: line }} />}
    </>
  );
}

interface Drop {
  targetId: string;
  where: DropPlace;
  top: number;
}

/** Watches a drag over the paper; returns where the line that shows the place stands. */
function useDropLine(live: LiveEditor, paper: RefObject<HTMLDivElement>): number | null {
  const [top, setTop] = useState<number | null>(null);
  const dragged = useRef<string | null>(null);
  useEffect(() => {
    const sheet = paper.current;
    if (!sheet) return;
    const dropOf = (event: DragEvent): Drop | null => {
      const block = blockOf(event.target);
      const id = dragged.current;
      if (!block || !id) return null;
      const box = block.getBoundingClientRect();
      const where = event.clientY < box.top + box.height / 2 ? 'before' : 'after';
      const targetId = block.dataset.id ?? '';
      if (refusalOf(live.editor.state, id, targetId, where)) return null;
      const edge = where === 'before' ? box.top : box.bottom;
      return { targetId, where, top: edge - sheet.getBoundingClientRect().top };
    };
    const start = (event: DragEvent) => {
      const handle = event.target instanceof Element ? event.target.closest('.editor-handle') : null;
      const current = handle ? sheet.querySelector<HTMLElement>('.editor-handle') : null;
      dragged.current = current?.dataset.block ?? null;
    };
    const over = (event: DragEvent) => {
      const drop = dropOf(event);
      if (drop) event.preventDefault();
      setTop(drop?.top ?? null);
    };
    const end = () => {
      dragged.current = null;
      setTop(null);
    };
    const drop = (event: DragEvent) => {
      const place = dropOf(event);
      if (place && dragged.current) {
        event.preventDefault();
        live.actions.run(moveBlockTo(dragged.current, place.targetId, place.where));
      }
      end();
    };
    const listeners = { dragstart: start, dragover: over, dragend: end, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) {
      sheet.addEventListener(name as 'drop', listener as (event: DragEvent) => void);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        sheet.removeEventListener(name as 'drop', listener as (event: DragEvent) => void);
      }
    };
  }, [live, paper]);
  return top;
}
