// The browser comes from the system, from CHROMIUM_PATH or from @sparticuz/chromium
// (app/platform/rendering/chromium): puppeteer must never download one at install time.
module.exports = { skipDownload: true };
