/** The names in a module, as its words have them. */
export { hashOf, hasHash, hasName } from '../project/python/name-set.ts'
export { CALL_HEAD, functionsWhere, type WordsOfFunction } from '../project/python/words.ts'
