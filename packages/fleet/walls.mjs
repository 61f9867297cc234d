/** What may import what in this package, each wall with its reason; .dependency-cruiser.mjs has those of the main one. */
const SRC = '^packages/fleet/src/'

/** What is said of jobs and outcomes, which all others speak of. */
const CONTRACTS = [`${SRC}store/`, `${SRC}(?:job|queue|limits|usage-error)\\.ts$`]

/** Modules of a part import from this package only what is named. */
function part(name, comment, from, ...allowed) {
  return {
    name: `fleet-${name}`,
    comment,
    severity: 'error',
    from: { path: `${SRC}${from}` },
    to: { path: '^packages/fleet/', pathNot: allowed.map((path) => (path.startsWith('^') ? path : `${SRC}${path}`)) },
  }
}

/** A library that the others must not know of. */
function behind(library, ...homes) {
  return {
    name: `fleet-${library.replaceAll(/\W/g, '')}-in-one-place`,
    comment: `Whoever changes ${library} changes one folder.`,
    severity: 'error',
    from: { path: '^packages/fleet/', pathNot: homes.map((home) => `${SRC}${home}`) },
    to: { path: `node_modules/${library}/` },
  }
}

export const FLEET_WALLS = [
  part(
    'contracts-stand-alone',
    'Jobs, outcomes and the contract of a store know nobody who keeps the terms.',
    '(?:store/|(?:job|queue|limits|usage-error)\\.ts$)',
    ...CONTRACTS,
  ),
  part(
    'engines-keep-the-contract',
    'An engine has jobs done and keeps outcomes. What a job is, how it is done and who asks is for others; what one engine needs no other one has.',
    'engine/(embedded|postgres|redis)/',
    ...CONTRACTS,
    'engine/$1/',
    'engine/(?:engine|outcome-rows)\\.ts$',
    'duckdb\\.ts$',
  ),
  part(
    'workers-know-a-task',
    'A worker is given a task and answers it. It may be killed at any moment, so it holds nothing of an engine.',
    'worker/',
    'worker/',
    'limits\\.ts$',
    'store/outcome\\.ts$',
  ),
  part(
    'inputs-name-jobs',
    'What a user names becomes jobs; nobody there does one.',
    'input/',
    'input/',
    'credentials\\.ts$',
    ...CONTRACTS,
  ),
  part(
    'tables-are-made-of-outcomes',
    'Rows follow from outcomes alone, so that they can be made again.',
    'tables/',
    'tables/',
    'duckdb\\.ts$',
    ...CONTRACTS,
  ),
  part('questions-ask-tables', 'A question is SQL over the tables and words for its rows.', 'questions/', 'questions/'),
  part(
    'dashboard-shows-answers',
    'The dashboard is made of answers, and shows the same saved as served.',
    'dashboard/',
    'dashboard/',
    'questions/',
    'generated/',
  ),
  part(
    'showing-sees-answers',
    'Outputs write what was answered; a store is asked for whole reports alone.',
    'show/',
    'show/',
    'questions/',
    'tables/(?:open|parts)\\.ts$',
    'store/store\\.ts$',
  ),
  part(
    'served-is-shown',
    'What is served is what is written otherwise.',
    'serve/',
    'serve/',
    'dashboard/',
    'generated/',
    'questions/',
    'show/',
    'tables/(?:open|parts)\\.ts$',
  ),
  part(
    'metrics-count',
    'Measures count what was handled, and change nothing.',
    'metrics/',
    'metrics/',
    'handle-job\\.ts$',
    ...CONTRACTS,
  ),
  {
    name: 'fleet-page-has-no-machine',
    comment: 'The page runs in a browser, and answers as SQL does: what it takes needs neither files nor a database.',
    severity: 'error',
    from: { path: `${SRC}(?:dashboard/(?:answers|choose|data)|questions/.*/prose)\\.ts$` },
    to: {
      path: [
        '^(?:node:)?(?:fs|path|os|process|child_process)',
        'node_modules/@duckdb/',
        `${SRC}(?:engine|store|tables|worker|commands|serve|show|input)/`,
      ],
      reachable: true,
    },
  },
  {
    name: 'fleet-commands-are-entered-from-the-top',
    comment: 'Commands are thin and nobody builds on them.',
    severity: 'error',
    from: { path: SRC, pathNot: [`${SRC}commands/`, `${SRC}(?:cli|index)\\.ts$`] },
    to: { path: `${SRC}commands/` },
  },
  {
    name: 'fleet-is-built-on-the-library',
    comment:
      'It is a package of its own: what it takes of the main one is what everybody may take. The page, which the build bundles, shares parts with the other page.',
    severity: 'error',
    from: { path: SRC },
    to: { path: '^(?:src|web|tools)/' },
  },
  {
    name: 'library-needs-no-fleet',
    comment: 'Who audits one project installs no engine.',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/commands/fleet' },
    to: { path: '^packages/' },
  },
  behind('pg', 'engine/postgres/'),
  behind('pg-boss', 'engine/postgres/'),
  behind('ioredis', 'engine/redis/'),
  behind('bullmq', 'engine/redis/'),
  behind('prom-client', 'metrics/'),
]
