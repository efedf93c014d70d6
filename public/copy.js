// Small script of the acts' pages: a button beside every reference that can be copied. Without it the fields are
// selected by hand. Words come from the box's data attributes (app/ui/acts/copy-box.tsx).
(() => {
  for (const box of document.querySelectorAll('[data-copy]')) {
    for (const field of box.querySelectorAll('textarea')) {
      field.addEventListener('focus', () => field.select());
      if (!navigator.clipboard) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'mt-1 inline-flex min-h-11 items-center underline';
      button.textContent = box.dataset.button;
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(field.value);
        button.textContent = box.dataset.done;
        setTimeout(() => {
          button.textContent = box.dataset.button;
        }, 2000);
      });
      field.after(button);
    }
  }
})();
