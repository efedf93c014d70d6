// Small script of the acts' pages: the words of a mentioned norm beside its link, on hover and on focus. The words stand
// in the list of mentioned norms below the text (app/ui/acts/mentioned-norms.tsx), where they are read without scripts.
(() => {
  const words = new Map();
  for (const norm of document.querySelectorAll('[data-norm]')) words.set(norm.dataset.norm, norm);
  if (words.size === 0) return;
  const box = document.createElement('div');
  box.id = 'norm-preview';
  box.className = 'norm-preview no-print';
  box.hidden = true;
  document.body.append(box);
  let shownFor = null;
  let leaving;

  const hide = () => {
    clearTimeout(leaving);
    shownFor?.removeAttribute('aria-describedby');
    shownFor = null;
    box.hidden = true;
  };
  const show = (link) => {
    clearTimeout(leaving);
    if (link === shownFor) return;
    hide();
    const norm = words.get(link.getAttribute('href'));
    if (!norm) return;
    box.textContent = norm.textContent;
    box.hidden = false;
    const at = (link.getClientRects()[0] ?? link.getBoundingClientRect());
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8);
    const below = at.bottom + 6 + box.offsetHeight <= innerHeight;
    box.style.left = `${Math.max(8, left) + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 6 : Math.max(0, at.top - box.offsetHeight - 6)) + scrollY}px`;
    link.setAttribute('aria-describedby', box.id);
    shownFor = link;
  };
  // Time to move the pointer onto the words themselves.
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250);
  };

  for (const link of document.querySelectorAll('.act-text a[href]')) {
    if (!words.has(link.getAttribute('href'))) continue;
    link.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && show(link));
    link.addEventListener('pointerleave', leave);
    link.addEventListener('focus', () => show(link));
    link.addEventListener('blur', hide);
  }
  box.addEventListener('pointerenter', () => clearTimeout(leaving));
  box.addEventListener('pointerleave', leave);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
})();
