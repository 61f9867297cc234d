/** The names in a module, as its words have them. */
export { hashOf, hasHash, hasName } from '../project/python/name-set.ts'
export { functionsWhere } from '../project/python/words.ts'
