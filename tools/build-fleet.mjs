/** Builds packages/fleet/dist: the compiled program and the JSON Schema of its report. Run after tools/build.mjs. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { root, run } from './install.mjs'

const fleet = `${root}packages/fleet/`
rmSync(`${fleet}dist`, { recursive: true, force: true })
run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${fleet}tsconfig.json`])

const { fleetReportSchema } = await import('../packages/fleet/dist/show/fleet-report.js')
const schema = {
  title: 'Answers over a fleet, by Acclimate, version 1',
  ...toJsonSchema(fleetReportSchema, { ignoreActions: ['readonly', 'check', 'raw_transform'] }),
}
mkdirSync(`${fleet}dist/schema`, { recursive: true })
writeFileSync(`${fleet}dist/schema/fleet-report.schema.json`, `${JSON.stringify(schema, undefined, 2)}\n`)
