/**
 * Writes docs/claims.md from knowledge/: what is said about CUDA and Metal, and how far it is true.
 *
 * usage: node tools/docs/claims.mjs [--check]
 *
 * What `fit` works out comes from the program as it was built: npm run build.
 *
 * With `--check` it writes nothing and ends with 1 where the page is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { operatorsIn, readClaims, statementOf, TOPICS, VERDICTS } from '../knowledge/claims.mjs'
import { readKnowledge } from '../knowledge/read.mjs'
import { fitBullet } from './fit-bullet.mjs'
import { factBullet, operatorBullet, sourceLink, wrapped } from './claims-text.mjs'

/** What conditions are where they are not those under which a claim holds. */
const CONDITION_TITLES = { holds: 'Limits', outdated: 'What is true', 'not-settled': 'What would settle it' }

const PAGE = new URL('../../docs/claims.md', import.meta.url)
const knowledge = readKnowledge('knowledge')
const claims = readClaims('knowledge')
const page = pageOf()

if (!process.argv.includes('--check')) writeFileSync(PAGE, page)
else if (readFileSync(PAGE, 'utf8') !== page) {
  console.error('docs/claims.md is not what the knowledge says: npm run docs:claims')
  process.exitCode = 1
}

function pageOf() {
  const topics = Object.keys(TOPICS).map((topic) => ({ topic, members: claims.filter((one) => one.topic === topic) }))
  return [
    '# Claims about CUDA and Metal, checked\n',
    wrapped(
      'What is often said about CUDA and Metal, and how far it is true. Every figure has the place where it was read, and the day. Where a claim is about a library or about operators, what Acclimate knows of them decides, and a check holds the two together. `acclimate explain claims` shows this page.',
    ),
    '',
    wrapped(
      '**true**: as it stands. **true with conditions**: where the conditions hold. **outdated**: was true once. **false**: is not so. **not settled**: nothing reliable was found either way. Speeds are those of single reports, on the machine and the day that they name.',
    ),
    '',
    '| claim | it is |\n| --- | --- |',
    ...topics.flatMap(({ members }) => members.map(rowOf)),
    ...topics.flatMap(({ topic, members }) => ['', `## ${TOPICS[topic]}`, ...members.flatMap(sectionOf)]),
    '',
    '<!-- Made by tools/docs/claims.mjs from knowledge/claims/. -->',
    '',
  ].join('\n')
}

function rowOf({ claim, verdict }) {
  return `| [${claim}](#${anchorOf(claim)}) | ${VERDICTS[verdict]} |`
}

function sectionOf({ claim, verdict, answer, conditions, figures, fits, facts, operators, sources }) {
  const known = facts.map((fact) => factBullet(fact, statementOf(fact, knowledge.libraries), nameOf(fact)))
  if (operators !== undefined) {
    known.push(operatorBullet(operators, operatorsIn(operators.release, knowledge.operators)))
  }
  const others = sources.filter(({ url }) => !figures.some(({ source }) => source.url === url))
  return [
    `\n### ${claim}\n`,
    wrapped(`**${capital(VERDICTS[verdict])}.** ${answer}`),
    ...listOf(CONDITION_TITLES[verdict] ?? 'Conditions', conditions),
    ...listOf(
      'Figures',
      figures.map(({ says, source }) => `${says.replace(/\.$/, '')} (${sourceLink(source)}).`),
    ),
    ...listOf('Worked out by `acclimate fit`', fits.map(fitBullet)),
    ...listOf('What Acclimate knows', known),
    ...listOf('Sources', others.length === 0 ? [] : [others.map(sourceLink).join('; ')]),
  ]
}

function listOf(title, items) {
  return items.length === 0 ? [] : ['', `${title}:\n`, ...items.map((item) => wrapped(item, '- '))]
}

/** The name by which `acclimate lookup` finds a library: of many packages in one, what people call them. */
function nameOf({ library }) {
  const { pypi, aliases, name } = knowledge.libraries.find((one) => one.name === library)
  const own = name.toLowerCase()
  if (pypi.length === 0 || pypi.includes(own)) return own
  return pypi.length === 1 ? pypi[0] : (aliases[0] ?? own)
}

/** As GitHub makes the address of a heading. */
function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
