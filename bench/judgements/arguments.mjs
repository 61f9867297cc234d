import { readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** Any day will do. One that stays lets kept reports be of use tomorrow. */
const AS_OF = '2026-11-01'
/** Seconds. The largest repositories tried take half a minute on a busy machine. */
const LIMIT = '600'

/** What stands on the command line, checked; says what is wrong with it and ends. */
export function readArguments() {
  const { values, positionals } = parsed()
  const [oldProgram, newProgram, folder] = positionals.map((path) => resolve(path))
  if (positionals.length !== 3) stop('npm run bench:judgements -- OLD NEW FOLDER, as bench/judgements.mjs says')
  for (const program of [oldProgram, newProgram]) if (!isFile(program)) stop(`there is no built program at ${program}`)
  const limit = Number(values.limit)
  if (!(limit > 0)) stop('--limit is a number of seconds')
  const names = repositoriesIn(folder)
  const unknown = values.only?.find((name) => !names.includes(name))
  if (unknown !== undefined) stop(`there is no folder ${unknown} in ${folder}`)
  return {
    oldProgram,
    newProgram,
    folder,
    names: values.only ?? names,
    asOf: values['as-of'],
    limit,
    keep: values.keep,
    json: values.json,
    messages: values['ignore-messages'] !== true,
  }
}

function parsed() {
  const text = { type: 'string' }
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        only: { type: 'string', multiple: true },
        json: text,
        'ignore-messages': { type: 'boolean' },
        keep: text,
        'as-of': { type: 'string', default: AS_OF },
        limit: { type: 'string', default: LIMIT },
      },
    })
  } catch (error) {
    return stop(error.message)
  }
}

function repositoriesIn(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) stop(`there is no folder ${folder}`)
  const entries = readdirSync(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
  if (names.length === 0) stop(`there are no folders in ${folder}`)
  return names.toSorted()
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function stop(why) {
  console.error(why)
  process.exit(2)
}
