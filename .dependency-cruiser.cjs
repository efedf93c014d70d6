// DESIGN §3 as machine-checked rules. Each comment says what to do instead.
const MODULES = '^app/modules/([^/]+)/';
/** Allowed edges between modules; what is absent is forbidden. */
const EDGES = {
  identity: [],
  audit: [],
  rules: [],
  citations: [],
  templates: ['identity', 'rules', 'citations'],
  workflows: ['identity', 'rules', 'citations'],
  knowledge: ['identity', 'citations', 'rules'],
  clauses: ['templates', 'rules', 'citations', 'identity'],
  documents: ['templates', 'workflows', 'citations', 'rules', 'identity'],
  meetings: ['documents', 'rules', 'identity'],
  finding: ['documents', 'knowledge', 'clauses', 'meetings', 'citations', 'identity'],
  notifications: [
    'identity',
    'audit',
    'rules',
    'citations',
    'templates',
    'workflows',
    'knowledge',
    'clauses',
    'documents',
    'meetings',
    'finding',
  ],
};
const TESTS = '\\.test\\.tsx?$';

const moduleEdges = Object.entries(EDGES).map(([name, allowed]) => ({
  name: `module-${name}-edges`,
  comment: `modules/${name} may import only: ${allowed.join(', ') || 'no module'}. Pass a function in through bootstrap, or react to its events.`,
  severity: 'error',
  from: { path: `^app/modules/${name}/`, pathNot: TESTS },
  to: { path: MODULES, pathNot: `^app/modules/(${[name, ...allowed].join('|')})/` },
}));

/** A package that lives in one place only. */
const confined = (name, packagePath, home, instead) => ({
  name,
  comment: instead,
  severity: 'error',
  from: { path: '^app/', pathNot: `${home}|${TESTS}` },
  to: { path: packagePath, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle hides who owns what: move the shared piece down, or pass it in.',
      severity: 'error',
      from: { path: '^app/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-a-leaf',
      comment: 'app/shared is pure and imports nothing of the app: pass what it needs as an argument.',
      severity: 'error',
      from: { path: '^app/shared/', pathNot: TESTS },
      to: { path: '^app/', pathNot: '^app/shared/' },
    },
    {
      name: 'platform-knows-no-domain',
      comment: 'platform holds technical ports: let the module call the port, not the reverse.',
      severity: 'error',
      from: { path: '^app/platform/', pathNot: TESTS },
      to: { path: '^app/(modules|routes|ui|cli|bootstrap)' },
    },
    {
      name: 'modules-know-no-edges',
      comment: 'modules must not know HTTP, pages or the command line: return data, let routes present it.',
      severity: 'error',
      from: { path: '^app/modules/', pathNot: TESTS },
      to: { path: '^app/(routes|ui|cli|bootstrap|platform/http)' },
    },
    {
      name: 'across-modules-through-the-face',
      comment: "Import another module's index.ts or index.server.ts, never its inside.",
      severity: 'error',
      from: { path: MODULES, pathNot: TESTS },
      to: { path: MODULES, pathNot: ['^app/modules/$1/', '^app/modules/[^/]+/index(\\.server)?\\.ts$'] },
    },
    {
      name: 'outside-through-the-face',
      comment: "Routes, cli, ui and bootstrap use a module's index.ts or index.server.ts.",
      severity: 'error',
      from: { path: '^app/(routes|cli|ui|bootstrap)', pathNot: TESTS },
      to: { path: MODULES, pathNot: '^app/modules/[^/]+/index(\\.server)?\\.ts$' },
    },
    {
      name: 'ui-is-presentational',
      comment: 'ui takes props; it reads neither data nor platform.',
      severity: 'error',
      from: { path: '^app/ui/', pathNot: TESTS },
      to: { path: '^app/(platform|routes|cli|bootstrap)|^app/modules/[^/]+/index\\.server' },
    },
    {
      name: 'routes-are-http-only',
      comment: 'Routes reach platform only through platform/http; everything else comes by a module.',
      severity: 'error',
      from: { path: '^app/routes/' },
      to: { path: '^app/(platform/(?!http/)|cli|bootstrap)', dependencyTypesNot: ['type-only'] },
    },
    ...moduleEdges,
    {
      name: 'mongoose-in-repositories',
      comment: 'Database calls live in *.model.server.ts, *.repository.server.ts and platform/storage.',
      severity: 'error',
      from: {
        path: '^app/',
        pathNot: `\\.(model|repository)\\.server\\.ts$|^app/platform/(storage|content|files|jobs)/|${TESTS}`,
      },
      to: { path: 'node_modules/(mongoose|mongodb)/', dependencyTypesNot: ['type-only'] },
    },
    confined(
      'meilisearch-in-one-folder',
      'node_modules/meilisearch/',
      '^app/platform/search/meilisearch/',
      'Use the SearchIndex port.',
    ),
    confined(
      'libsql-in-one-folder',
      'node_modules/@?libsql/',
      '^app/platform/search/embedded/',
      'Use the SearchIndex port.',
    ),
    confined(
      'puppeteer-in-one-folder',
      'node_modules/(puppeteer|@sparticuz)',
      '^app/platform/rendering/',
      'Use the PdfRenderer port.',
    ),
    confined(
      'docx-in-one-folder',
      'node_modules/docx/',
      '^app/platform/rendering/',
      'Use renderDocx of platform/rendering.',
    ),
    confined(
      'handlebars-in-one-folder',
      'node_modules/handlebars/',
      '^app/modules/templates/',
      'Use the templates module.',
    ),
    confined(
      'lmdb-in-one-folder',
      'node_modules/lmdb/',
      '^app/platform/storage/embedded/',
      'Use the storage port.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'app/cli/launcher' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
