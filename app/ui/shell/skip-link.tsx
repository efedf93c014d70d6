import { buttonClass } from '../button';
import { useMessages } from '../messages/messages-context';

/** First stop of the keyboard: past the navigation to the content. */
export function SkipLink() {
  const t = useMessages();
  return (
    <a href="#content" className={buttonClass('primary', 'skip-link')}>
      {t('app.skip')}
    </a>
  );
}
