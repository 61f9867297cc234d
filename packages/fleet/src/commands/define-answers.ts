import { type Command, Option } from 'commander'
import { QUESTIONS } from '../questions/questions.ts'
import { STATUSES } from '../dashboard/data.ts'
import type { Place } from './answering.ts'
import { placed } from './flags.ts'

/** Told the exit code of a command when it has ended. */
type Done = (code: number) => void
type PlaceOf = (flags: Readonly<Record<string, unknown>>) => Place

/** The commands that answer: `report`, `sql`, `serve` and `digest`. */
export function defineAnswers(program: Command, placeOf: PlaceOf, done: Done): void {
  placed(asking(program.command('report')))
    .description('answer questions over all repositories')
    .argument('[question...]', `which questions; all without one: ${QUESTIONS.map(({ name }) => name).join(', ')}`)
    .addOption(
      new Option('--format <format>', 'how to answer')
        .choices(['terminal', 'json', 'csv', 'parquet'])
        .default('terminal'),
    )
    .option(
      '--output <file>',
      'write there instead of to standard output; a folder for several questions in csv or parquet',
    )
    .option('--rows <count>', 'rows of each answer in a terminal', '15')
    .option('--html <file>', 'write the dashboard, a page that needs nothing else')
    .option('--with-reports', 'with --html: write the page of each repository beside it, and link to them')
    .action(async (questions: readonly string[], _: unknown, command: Command) => {
      const { runReport } = await import('./report.ts')
      const flags = command.optsWithGlobals()
      done(await runReport(placeOf(flags), questions, flags))
    })
  placed(program.command('sql'))
    .description('answer SQL over the tables, which docs/fleet.md describes; nothing can be changed')
    .argument('<statement>', 'one SELECT')
    .addOption(
      new Option('--format <format>', 'how to answer').choices(['terminal', 'json', 'csv']).default('terminal'),
    )
    .action(async (statement: string, _: unknown, command: Command) => {
      const { runSql } = await import('./sql.ts')
      const flags = command.optsWithGlobals()
      done(await runSql(placeOf(flags), statement, flags))
    })
  placed(program.command('serve'))
    .description('show the dashboard, and each report, in a browser')
    .option('--host <host>', 'listen there and not only on this machine; asks for a token, ACCLIMATE_FLEET_TOKEN')
    .option('--port <port>', 'listen at this port', '8642')
    .option('--since <when>', 'what changed since: 7d, 2w or a day', '7d')
    .action(async (_: unknown, command: Command) => {
      const { runServe } = await import('./serve.ts')
      const flags = command.optsWithGlobals()
      done(await runServe(placeOf(flags), flags))
    })
  placed(asking(program.command('digest')))
    .description('write what changed and where things stand as Markdown')
    .option('--output <file>', 'write there instead of to standard output')
    .action(async (_: unknown, command: Command) => {
      const { runDigest } = await import('./digest.ts')
      const flags = command.optsWithGlobals()
      done(await runDigest(placeOf(flags), flags))
    })
}

/** The flags that say which repositories are asked about, and when. */
function asking(command: Command): Command {
  return command
    .option('--team <team>', 'only repositories of this team; none for those without one')
    .option('--language <language>', 'only those mostly in this language')
    .option('--framework <framework>', 'only those written for this framework')
    .addOption(new Option('--status <status>', 'only those that fare like this on a Mac').choices(STATUSES))
    .option('--text <text>', 'only those with this in their address')
    .option('--since <when>', 'what changed since: 7d, 2w or a day', '7d')
    .option('--now <moment>', 'answer as of this moment; without it as of now')
}
