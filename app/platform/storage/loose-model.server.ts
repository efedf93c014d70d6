// The mapper gives collections and indexes only: what is stored is checked by the module's own schemas.
import { type Connection, type Model, Schema } from 'mongoose';

export type LooseModel = Model<{ _id: string }>;

/** The model of a collection whose fields the mapper does not know; `indexes` declares its indexes. */
export function looseModel(
  connection: Connection,
  name: string,
  collection: string,
  indexes: (schema: Schema) => void,
): LooseModel {
  if (connection.models[name]) return connection.models[name] as unknown as LooseModel;
  const schema = new Schema(
    { _id: String },
    { strict: false, strictQuery: false, minimize: false, versionKey: false, autoIndex: false },
  );
  indexes(schema);
  return connection.model(name, schema, collection) as unknown as LooseModel;
}
