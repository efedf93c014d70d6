// The parts of the form as links with their state in words: what is done, what is left, where something is wrong.
import { type FormSection, type SectionProgress, sectionAnchor } from '~/modules/templates';
import { Icon, type IconName } from '../icons';
import { useMessages } from '../messages/messages-context';

interface FormProgressProps {
  sections: readonly FormSection[];
  progress: readonly SectionProgress[];
  errors: Readonly<Record<string, readonly string[]>>;
}

/** How many errors stand in a section. */
function errorsIn(section: FormSection, errors: FormProgressProps['errors']): number {
  return Object.keys(errors).filter((path) => section.names.includes(path.split('.')[0] ?? '')).length;
}

export function FormProgress({ sections, progress, errors }: FormProgressProps) {
  const t = useMessages();
  return (
    <ol className="grid grid-cols-1">
      {sections.map((section) => {
        const state = stateOf(
          progress.find(({ id }) => id === section.id),
          errorsIn(section, errors),
        );
        return (
          <li key={section.id}>
            <a
              href={`#${sectionAnchor(section.id)}`}
              className="flex min-h-11 items-start gap-2 rounded-md px-2 py-1.5 text-ink no-underline hover:bg-accent-soft"
            >
              <Icon name={state.icon} className={`mt-0.5 size-5 ${state.ink}`} />
              <span className="min-w-0">
                <span className="block">{section.title ?? t('form.section.several')}</span>
                <span className={`block text-sm ${state.ink}`}>{t(state.text, { count: state.count })}</span>
              </span>
            </a>
          </li>
        );
      })}
    </ol>
  );
}

interface SectionState {
  icon: IconName;
  ink: string;
  text: 'form.section.errors' | 'form.section.missing' | 'form.section.optional' | 'form.section.done';
  count: number;
}

function stateOf(progress: SectionProgress | undefined, errors: number): SectionState {
  if (errors > 0)
    return { icon: 'warning', ink: 'text-danger-ink', text: 'form.section.errors', count: errors };
  if (progress && progress.missing > 0)
    return { icon: 'pen', ink: 'text-ink-soft', text: 'form.section.missing', count: progress.missing };
  if (progress?.blank) return { icon: 'dot', ink: 'text-ink-soft', text: 'form.section.optional', count: 0 };
  return { icon: 'check', ink: 'text-success', text: 'form.section.done', count: 0 };
}
