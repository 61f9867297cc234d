import { ge, lt, valid } from '@renovatebot/pep440'

/** Sentences on what is not there to install, or is there for some only. */
const ON_WHEELS = /\bwheels?\b|\bindex\b|\bsource distribution\b/i
const LACKING = /\b(?:no|none|nor|not|never|only|without|lacks?)\b/i

/** What has versions of its own. */
const OTHERS =
  /\b(?:Python|macOS|CUDA|PyTorch|torch|jax|jaxlib|Xcode|MLX|TensorFlow|NumPy)\s+(?:\d+(?:\.\d+)+(?:,? (?:and|or|to) )?)+/gi

/** A release of which a note says that it differs in its wheels is no part of the range, but has one of its own. */
export function* check({ entries }) {
  for (const { file, library } of entries) {
    for (const [index, { installs, note = '', since, until }] of library.metal.entries()) {
      if (installs === false || library.kind !== 'library') continue
      for (const sentence of note.split(/(?<=[.;:])\s/)) {
        if (!ON_WHEELS.test(sentence) || !LACKING.test(sentence)) continue
        const versions = sentence.replaceAll(OTHERS, '').match(/\b\d+(?:\.\d+)+\b/g) ?? []
        for (const version of versions.filter((each) => isWithin(each, since, until))) {
          yield {
            where: `${file} metal[${index}]`,
            what: `notes what there is of ${version}, which needs a range of its own`,
          }
        }
      }
    }
  }
}

/** The first of a range is what its note is about. */
function isWithin(version, since, until) {
  const isLater = valid(since ?? '') === null || !ge(since, version)
  return isLater && (valid(until ?? '') === null || lt(version, until))
}
