import { type FormEvent, type ReactNode, useId } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../../button';
import { useMessages } from '../../messages/messages-context';

interface EditorDialogProps {
  title: string;
  onClose: () => void;
  /** Absent: the dialog only shows something. Returning false keeps it open. */
  onApply?: () => boolean;
  wide?: boolean;
  children: ReactNode;
}

/** A small dialog over the text: focus inside, Escape closes, focus goes back to the text. */
export function EditorDialog({ title, onClose, onApply, wide = false, children }: EditorDialogProps) {
  const t = useMessages();
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (onApply?.()) onClose();
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="editor-overlay fixed inset-0 z-50 grid items-end justify-items-center sm:items-center sm:p-4"
    >
      <Modal
        className={`w-full rounded-t-md border border-line-strong bg-sheet shadow-sheet sm:rounded-md ${wide ? 'sm:max-w-[46rem]' : 'sm:max-w-[30rem]'}`}
      >
        <Dialog className="grid max-h-[85dvh] grid-rows-[auto_minmax(0,1fr)_auto] outline-none">
          <Heading slot="title" className="px-5 pt-4 pb-2 text-lg font-semibold">
            {title}
          </Heading>
          <form
            id={formId}
            onSubmit={submit}
            className="grid grid-cols-1 content-start gap-4 overflow-y-auto px-5 py-2"
          >
            {children}
          </form>
          <div className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">
            <Button type="button" onPress={onClose}>
              {onApply ? t('editor.dialog.cancel') : t('editor.dialog.close')}
            </Button>
            {onApply ? (
              <Button look="primary" type="submit" form={formId}>
                {t('editor.dialog.apply')}
              </Button>
            ) : null}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
