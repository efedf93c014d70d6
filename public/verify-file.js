// The one small script of the public pages: SHA-256 of a chosen file, computed here, compared with the issued ones.
// Nothing is sent by itself: a DOCX that matches none gets a button that sends it for a comparison by words. Words and hashes come from the box's data attributes (app/ui/verify/file-check.tsx).
(() => {
  const box = document.querySelector('[data-file-check]');
  if (!box) return;
  const input = box.querySelector('input[type=file]');
  const result = box.querySelector('[data-result]');
  const send = box.querySelector('[data-send]');
  const files = JSON.parse(box.dataset.files);
  send.hidden = true;

  const say = (tone, ...lines) => {
    result.dataset.tone = tone;
    result.replaceChildren(
      ...lines.map((line) => {
        const paragraph = document.createElement('p');
        paragraph.textContent = line;
        paragraph.style.overflowWrap = 'anywhere';
        return paragraph;
      }),
    );
  };

  const sha256 = async (file) => {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };

  // An archive by its first bytes: what it really is, the server looks at.
  const mayBeDocx = async (file) => {
    const [p, k, three, four] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
    return p === 0x50 && k === 0x4b && three === 3 && four === 4;
  };

  const check = async (file) => {
    send.hidden = true;
    if (!crypto.subtle) {
      send.hidden = false;
      return say('danger', box.dataset.insecure);
    }
    say('info', box.dataset.working);
    try {
      const sum = await sha256(file);
      if (box.dataset.lookup) {
        // Only the checksum goes to the site; a known one leads to the document's page.
        const answer = await fetch(`${box.dataset.lookup}?sha256=${sum}`);
        if (answer.redirected) return location.assign(answer.url);
      }
      const match = files.find((issued) => issued.sha256 === sum);
      const sumLine = box.dataset.sum.replace('{sum}', sum);
      if (match) say('success', box.dataset.match.replace('{name}', match.name), sumLine);
      else if (await mayBeDocx(file)) {
        say('info', box.dataset.resaved, sumLine);
        send.hidden = false;
      } else say('danger', box.dataset.mismatch, sumLine);
    } catch {
      say('danger', box.dataset.failed);
    }
  };

  input.addEventListener('change', () => input.files[0] && check(input.files[0]));
  box.addEventListener('dragover', (event) => {
    event.preventDefault();
    box.dataset.over = '';
  });
  box.addEventListener('dragleave', () => delete box.dataset.over);
  box.addEventListener('drop', (event) => {
    event.preventDefault();
    delete box.dataset.over;
    const file = event.dataTransfer.files[0];
    if (!file) return;
    // The form must hold what was dropped, should the person send it.
    input.files = event.dataTransfer.files;
    check(file);
  });
})();
