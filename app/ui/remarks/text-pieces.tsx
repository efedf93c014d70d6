import type { TextPiece } from '~/modules/documents';
import { useMessages } from '../messages/messages-context';
import { keyed } from './keyed';

/** Words that go are struck, words that come underlined: legible without colour, and said aloud. */
export function TextPieces({ pieces }: { pieces: readonly TextPiece[] }) {
  const t = useMessages();
  return keyed(pieces).map(({ key, value: piece }) => {
    if (piece.kind === 'same') return <span key={key}>{piece.text}</span>;
    if (piece.kind === 'quote') return <mark key={key}>{piece.text}</mark>;
    const Tag = piece.kind;
    return (
      <Tag key={key} className={piece.kind === 'ins' ? 'suggested-ins' : 'suggested-del'}>
        <span className="sr-only"> {t(`remarks.read.${piece.kind}`)} </span>
        {piece.text}
        <span className="sr-only"> {t('remarks.read.end')} </span>
      </Tag>
    );
  });
}
