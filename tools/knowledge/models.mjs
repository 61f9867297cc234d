/** Reads knowledge/models/ into the shape of src/knowledge/models.ts. */

/** The models of one file, each with the sources of its own and those of the file. */
export function modelsOf({ sources, models }) {
  return models.map((model) => ({ ...model, sources: [...(model.sources ?? []), ...(sources ?? [])] }))
}
