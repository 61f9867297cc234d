/** What the tables come to, in SQL: the views and functions that questions are asked of. */
export const VIEWS = {
  repositories: {
    about: 'The newest outcome of each repository, with the columns of outcomes.',
    sql: `CREATE VIEW repositories AS SELECT * FROM repositories_at(TIMESTAMP 'infinity')`,
  },
  blockers: {
    about: 'What stops a repository on a Mac: a row for each outcome and thing that would have to be replaced.',
    sql: `
      CREATE VIEW blockers AS
      SELECT
        outcome,
        blocker_kind,
        blocker,
        bool_and(fix IS NOT NULL) AS has_fix,
        bool_and(fix IS NOT DISTINCT FROM 'automatic') AS is_automatic,
        sum(places)::INTEGER AS places,
        min(remedy) AS remedy,
        min(code) AS code
      FROM findings
      WHERE stops
      GROUP BY outcome, blocker_kind, blocker`,
  },
  calls: {
    about: 'Calls and operators that findings are about.',
    sql: `
      CREATE VIEW calls AS
      SELECT outcome, subject_kind AS kind, subject AS name, code, effect, stops, places
      FROM findings
      WHERE subject_kind IN ('call', 'operator')`,
  },
} as const

/** The newest outcome of each repository up to a moment. */
export const REPOSITORIES_AT = `
  CREATE MACRO repositories_at(moment) AS TABLE
  SELECT * FROM outcomes
  WHERE audited_at <= moment
  QUALIFY row_number() OVER (PARTITION BY repository ORDER BY audited_at DESC, outcome DESC) = 1`
