/**
 * The one way that data flows: project -> evaluate -> audit -> verdict -> Report -> render. Each wall says what it guards.
 * Circles are the linter's to find (import/no-cycle): it knows which imports are of types alone, and types may refer to
 * each other.
 */

import { builtinModules } from 'node:module'
import { FLEET_WALLS } from './packages/fleet/walls.mjs'

/** Every module of Node. */
const NODE = `^(?:node:)?(?:${builtinModules.join('|')})$`

/** Places that may touch the machine: its files, its processes, its terminal. */
const TOUCHES_THE_MACHINE = [
  '^src/cli\\.ts$',
  '^src/commands/',
  '^src/config/',
  '^src/cache/',
  '^src/project/files/',
  '^src/shipped/',
  '^src/installers/',
  '^src/packages/transport/',
  '^src/fit/disk/',
  '^src/rehearse/(?:run-program|handed-over|copy-of-project|read-text)\\.ts$',
  '^src/working-copy/',
  '^src/machine/(?:ask|parse-with-python)\\.ts$',
]

function wall(name, comment, from, to) {
  return { name, comment, severity: 'error', from: { path: from }, to }
}

export default {
  forbidden: [
    ...FLEET_WALLS,
    wall(
      'project-has-no-opinion',
      'The reading side says what a project contains. What that means on a Mac is for those after it; the shared spelling of places and scopes is the report’s types.',
      '^src/project/',
      { path: '^src/', pathNot: ['^src/project/', '^src/report/report\\.ts$'] },
    ),
    wall(
      'evaluate-reads-facts-only',
      'The evaluation runs the facts of a project in the mind. What it knows of the world comes in as arguments.',
      '^src/evaluate/',
      {
        path: '^src/',
        pathNot: ['^src/evaluate/', '^src/trace/', '^src/project/', '^src/report/', '^src/knowledge/knowledge\\.ts$'],
      },
    ),
    wall(
      'trace-is-plain-data',
      'What was seen is data that can be kept, posted and compared. It knows the syntax and the report’s places, not how it was found out nor who judges it.',
      '^src/trace/',
      { path: '^src/', pathNot: ['^src/trace/', '^src/project/python/', '^src/report/report\\.ts$'] },
    ),
    wall(
      'trace-alone-is-judged',
      'Rules and verdict see the trace and the facts: no text, no tree of a whole file, nothing of the evaluation. What a rule would look up in a text belongs into the trace as a field.',
      '^src/(?:audit|verdict)/',
      {
        path: ['^src/evaluate/', '^src/project/python/', '^src/project/text-file\\.ts$'],
        // Which words a reader looks for is said by those who need them.
        pathNot: '^src/project/python/relevance\\.ts$',
      },
    ),
    wall(
      'audit-sees-facts-not-files',
      'A rule judges facts and observations; whoever reads files inside a rule makes it untestable, whoever renders there mixes what with how.',
      '^src/audit/',
      { path: ['^src/(?:render|commands|config|verdict|cli|pipeline|examine|cache)', '^src/project/files/'] },
    ),
    wall(
      'knowledge-is-data',
      'Knowledge is looked up by others and knows no code; only the types of sources and support are shared with the report.',
      '^src/knowledge/',
      { path: '^src/', pathNot: ['^src/knowledge/', '^src/report/report\\.ts$'] },
    ),
    wall(
      'lookup-needs-no-project',
      'A look-up answers from knowledge alone; what a project makes of it is the audit’s.',
      '^src/lookup/',
      { path: '^src/', pathNot: ['^src/lookup/', '^src/knowledge/', '^src/report/', '^src/generated/version\\.ts$'] },
    ),
    wall(
      'messages-are-looked-up',
      'A message is recognised from knowledge alone, and placed in a project by its report.',
      '^src/messages/',
      {
        path: '^src/',
        pathNot: [
          '^src/messages/',
          '^src/lookup/(?:look-up|lookup-knowledge)\\.ts$',
          '^src/knowledge/',
          '^src/report/',
          '^src/generated/version\\.ts$',
        ],
      },
    ),
    wall(
      'packages-make-facts',
      'What an index answers becomes facts like those that ship. Which packages are asked about, and what follows from the answers, is for others.',
      '^src/packages/',
      {
        path: '^src/',
        pathNot: [
          '^src/packages/',
          '^src/installers/settings\\.ts$',
          '^src/knowledge/knowledge\\.ts$',
          '^src/report/report\\.ts$',
          '^src/project/requirement/',
          '^src/project/files/reason\\.ts$',
          '^src/generated/version\\.ts$',
        ],
      },
    ),
    wall(
      'installers-stand-alone',
      'The user’s pip and uv are asked as if the audited project were not there.',
      '^src/installers/',
      { path: '^src/', pathNot: '^src/installers/' },
    ),
    wall(
      'resolution-asks-with-texts',
      'What is resolved comes in as requirements that were written anew; of the project nothing else counts.',
      '^src/resolution/',
      {
        path: '^src/',
        pathNot: [
          '^src/resolution/',
          '^src/installers/',
          '^src/packages/turns\\.ts$',
          '^src/report/report\\.ts$',
          '^src/project/requirement/',
          '^src/project/facts\\.ts$',
        ],
      },
    ),
    wall(
      'verdict-weighs-findings',
      'The verdict weighs what was found. How it was found is none of its business.',
      '^src/verdict/',
      {
        path: [
          '^src/project/',
          '^src/evaluate/',
          '^src/audit/rules/',
          '^src/(?:render|commands|config|cli|pipeline|examine)',
        ],
      },
    ),
    wall(
      'edits-change-texts',
      'What edits make of a text is worked out from the two alone; who plans them and who writes the result is for others.',
      '^src/edit/',
      {
        path: '^src/',
        pathNot: [
          '^src/edit/',
          '^src/report/',
          '^src/project/python/notebook(?:-line)?\\.ts$',
          '^src/project/text-file\\.ts$',
        ],
      },
    ),
    wall(
      'port-proves-in-memory',
      'A port is worked out and shown from reports, traces and texts. Who looks at the project, runs a Python and writes files is for others.',
      '^src/port/',
      {
        path: '^src/',
        pathNot: [
          '^src/port/',
          '^src/edit/',
          '^src/report/',
          '^src/trace/',
          '^src/evaluate/machine/facts\\.ts$',
          '^src/project/text-file\\.ts$',
        ],
      },
    ),
    wall(
      'files-are-written-by-commands',
      'What a user owns is written where the user has asked for it, and nowhere else: the library and the tools of agents show.',
      '^src/(?!commands/|working-copy/)',
      { path: '^src/working-copy/' },
    ),
    wall('comparison-sees-two-reports', 'What changed is said from the reports alone.', '^src/comparison/', {
      path: '^src/',
      pathNot: ['^src/comparison/', '^src/report/'],
    }),
    wall(
      'render-sees-the-report-only',
      'The Report is the only thing that passes to whatever shows it, so that a saved report shows the same as a fresh one. The page that the build makes of web/ is text.',
      '^src/render/',
      { path: '^src/', pathNot: ['^src/render/', '^src/report/', '^src/generated/page\\.ts$'] },
    ),
    wall('render-needs-colours-only', 'Showing a report needs no library but the one for colours.', '^src/render/', {
      dependencyTypes: ['npm', 'npm-dev', 'core'],
      pathNot: 'picocolors',
    }),
    wall(
      'report-stands-alone',
      'The report’s shape is a public interface and depends on nothing of ours.',
      '^src/report/',
      { path: '^src/', pathNot: '^src/report/' },
    ),
    {
      name: 'machine-at-the-edge',
      comment:
        'Files, processes and the terminal are touched at the edge only; everything else is a function of its arguments.',
      severity: 'error',
      from: { path: '^src/', pathNot: TOUCHES_THE_MACHINE },
      to: { path: '^(?:node:)?(?:fs|fs/promises|process|child_process|net|http|https|os|worker_threads)$' },
    },
    {
      name: 'browsers-have-no-node',
      comment:
        'What examines a project, and what answers from knowledge alone, runs where there is no Node, too. Files come in as a FileTree, what ships with the package as data, and whom to ask as an AuditHost; the edge of Node, pipeline.ts, lends them. Type imports and those made later count, since a bundler follows them.',
      severity: 'error',
      from: {
        path: [
          '^src/browser\\.ts$',
          // What the explorer answers with, beside audits.
          '^src/(?:config/questions|fit/answer|messages/explain-message|search/search|verdict/choose/choose)\\.ts$',
        ],
      },
      to: { path: NODE, reachable: true },
    },
    {
      name: 'network-in-one-place',
      comment: 'Whom a run talks to, and how much it takes from them, is decided in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/packages/transport/' },
      to: { path: '^(?:node:)?(?:net|http|http2|https|tls|dgram)$' },
    },
    {
      name: 'commands-are-entered-from-the-top',
      comment:
        'Commands are thin and nobody builds on them; what is worth sharing belongs further down. What other command lines share is lent in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/cli\\.ts$', '^src/commands/', '^src/library/command-parts\\.ts$'] },
      to: { path: '^src/commands/' },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nobody needs is forgotten or not yet joined up.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '^src/(?:cli|index)\\.ts$', '^packages/fleet/src/worker/main\\.ts$'],
      },
      to: {},
    },
    {
      name: 'nothing-from-development',
      comment: 'What ships must not need what only developers install.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: 'tree-sitter-python' },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere fails when a user comes by.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
