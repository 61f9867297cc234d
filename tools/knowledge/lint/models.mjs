import { readFamilies } from '../read.mjs'

const KEYS = new Set('name kind hub aliases parameters besides config parts work sources'.split(' '))
const KINDS = new Set(['image', 'speech', 'encoder', 'vision'])

/** Sizes in names are rounded and flatter: Falcon3 1B has 1.7 billion parameters. */
const LEAST = 0.8
const MOST = 1.7

/**
 * A model has a name of its own, is of the size that its name says, and its parts are all of it. Whether its config comes
 * to the same number of parameters is for a test to say, which has the arithmetic.
 */
export function* check({ folder }) {
  const seen = new Map()
  for (const { file, family } of readFamilies(folder, 'models')) {
    for (const model of family.models) {
      const where = `${file} ${model.name}`
      for (const key of Object.keys(model)) if (!KEYS.has(key)) yield { where, what: `has an unknown key: ${key}` }
      if (model.kind !== undefined && !KINDS.has(model.kind))
        yield { where, what: `kind is none of the known: ${model.kind}` }
      if (!Number.isSafeInteger(model.parameters)) yield { where, what: `has ${model.parameters} parameters` }
      if (model.besides !== undefined && !(model.besides > 0 && model.besides < model.parameters))
        yield { where, what: `has ${model.besides} parameters besides its ${model.parameters}` }
      const size = /(?:^| )(\d+(?:\.\d+)?)([MBT])(?=$|[ -])/.exec(model.name)
      const stated = size && Number(size[1]) * { M: 1e6, B: 1e9, T: 1e12 }[size[2]]
      // Models of images are called by the size of what makes the image.
      const named = model.parts?.[0]?.parameters ?? model.parameters
      if (stated && (named < LEAST * stated || named > MOST * stated)) {
        yield { where, what: `has ${named} parameters, not ${size[0].trim()}` }
      }
      const parts = (model.parts ?? []).reduce((total, part) => total + part.parameters, 0)
      if (parts > 0 && parts !== model.parameters) yield { where, what: `has parts of ${parts} parameters together` }
      for (const name of [model.name, ...(model.hub ?? []), ...(model.aliases ?? [])]) {
        const key = name.toLowerCase()
        if (seen.has(key)) yield { where, what: `${name} is ${seen.get(key)} too` }
        seen.set(key, where)
      }
    }
  }
}
