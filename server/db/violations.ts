import pg from 'pg';

/** Whether the error, or what caused it, is the database refusing a second row under this unique index. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  if (error instanceof pg.DatabaseError) {
    return error.code === '23505' && error.constraint === index;
  }
  return (
    error instanceof Error && error.cause !== undefined && isUniqueViolation(error.cause, index)
  );
}
