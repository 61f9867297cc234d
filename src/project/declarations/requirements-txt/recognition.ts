import { parseRequirement } from '../../requirement/requirement.ts'
import { logicalLines } from './logical-lines.ts'

/** Names that people give these files, misspellings among them. */
const NAME =
  /(?:^|[-_.])(?:requi?re?i?ments?|reqs?|deps|dependenc(?:y|ies)|pip(?:[-_]?(?:packages|deps|freeze))?)(?:[-_.]|\d|$)/
const FOLDER = /(?:^|\/)(?:requirements?|reqs|deps)\/(?:[^/]+\/)?[^/]+$/
const EXTENSION = /\.(?:txt|in|pip)$/
/** What constraints name is not asked for; Python's other text files are no lists of requirements. */
const OTHER = /(?:^|[-_.])(?:constraints?|overrides?|cmakelists|sources|licen[cs]es?|readme|robots)(?:[-_.]|$)/

/** Enough of a file to tell what it is. */
const LINES_READ = 100
const CHARACTERS_READ = 16_384
/** Of fewer lines nothing can be told. */
const LEAST_LINES = 2
/** Share of the lines that must say a version, an address or an option: lists of plain words are vocabularies. */
const TELLING_SHARE = 0.25

const TELLING = /^[a-z][\w.-]*\s*(?:\[[^\]]*\]\s*)?(?:[=~!<>]=|[<>]|@\s*[a-z+]+:)|^git\+/i
const OPTION =
  /^(?:-r|-c|-e|-f|-i|--requirement|--constraint|--editable|--find-links|--index-url|--extra-index-url)[\s=]/

/** Whether a file is a list of requirements, by its name or by what most of its lines say. */
export function looksLikeRequirements(path: string, text: string): boolean {
  const lower = path.toLowerCase()
  const name = lower.slice(lower.lastIndexOf('/') + 1)
  if (!EXTENSION.test(name) || OTHER.test(name)) return false
  return NAME.test(name.replace(EXTENSION, '')) || FOLDER.test(lower) || readsLikeRequirements(text)
}

function readsLikeRequirements(text: string): boolean {
  const lines = logicalLines(text.slice(0, CHARACTERS_READ)).slice(0, LINES_READ)
  // What was cut off in the middle is not held against the file.
  const whole = text.length > CHARACTERS_READ ? lines.slice(0, -1) : lines
  if (whole.length < LEAST_LINES || !whole.every((line) => isRequirement(line.text))) return false
  return (
    whole.filter((line) => TELLING.test(line.text) || OPTION.test(line.text)).length >= whole.length * TELLING_SHARE
  )
}

function isRequirement(line: string): boolean {
  return OPTION.test(line) || line.startsWith('git+') || parseRequirement(line.replace(/(?<!\s)\s+--hash.*$/, '')).ok
}
