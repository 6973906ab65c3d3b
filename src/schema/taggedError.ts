/**
 * Classes of tagged errors, as `Schema.TaggedError` makes them, whose schemas are made when somebody
 * asks for them.
 *
 * Of what a worker does at its start, making fifteen of these was a third of this module's part, and
 * most workers encode and decode no error at all.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Duration from "effect/Duration";
import * as Schema from "effect/Schema";

/**
 * The class of a tagged error, with its type written out: publishing without slow types needs it
 * on every class that is exported.
 */
export type TaggedClass<Self, Tag extends string, Fields extends Schema.Struct.Fields> =
  Schema.TaggedErrorClass<Self, Tag, { readonly _tag: Schema.tag<Tag> } & Fields>;

/** What fields are where a constructor leaves them out. */
const defaultsOf = (fields: Schema.Struct.Fields): Readonly<Record<string, unknown>> => {
  const defaults: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!Schema.isPropertySignature(field)) continue;
    const { defaultValue } = field.ast._tag === "PropertySignatureDeclaration"
      ? field.ast
      : field.ast.to;
    if (defaultValue !== undefined) defaults[name] = defaultValue();
  }
  return defaults;
};

/** What `Schema.TaggedError` gives its classes beside their constructor. */
const statics = [
  Schema.TypeId,
  "annotations",
  "ast",
  "extend",
  "fields",
  "identifier",
  "make",
  "pipe",
  "toString",
  "transformOrFail",
  "transformOrFailFrom",
] as const;

/** The class of a tagged error of this package. */
export const taggedError = <Self, Tag extends string, Fields extends Schema.Struct.Fields>(
  tag: Tag,
  fields: () => Fields,
): TaggedClass<Self, Tag, Fields> => {
  let made: Schema.TaggedErrorClass<object, string, Schema.Struct.Fields> | undefined;
  const schema = () =>
    made ??= Schema.TaggedError<object>(`@codearts/check/${tag}`)<string, Schema.Struct.Fields>(
      tag,
      fields(),
    );
  let defaults: Readonly<Record<string, unknown>> | undefined;

  class Tagged extends Cause.YieldableError {
    static readonly _tag: Tag = tag;
    readonly _tag: Tag;

    constructor(props?: object, options: Schema.MakeOptions = false) {
      super();
      const isTrusted = typeof options === "boolean" ? options : options.disableValidation === true;
      defaults ??= defaultsOf(fields());
      const given = isTrusted ? props : schema().make(props, options);
      Object.assign(this, given);
      for (const [name, value] of Object.entries(defaults)) {
        if (Reflect.get(this, name) === undefined) Reflect.set(this, name, value);
      }
      this._tag = tag;
    }

    /** What the schema encodes, with the message: a getter on the prototype would be left out. */
    override toJSON(): unknown {
      const fields = Object.entries(this).map(([name, value]) => [
        name,
        Duration.isDuration(value) ? Duration.toMillis(value) : value,
      ]);
      return { ...Object.fromEntries(fields), message: this.message };
    }
  }
  Tagged.prototype.name = tag;
  for (const name of statics) {
    // Of the class that is asked: what is decoded is one of its instances.
    Object.defineProperty(Tagged, name, {
      get(this: object) {
        return Reflect.get(schema(), name, this);
      },
      configurable: true,
    });
  }
  // No type tells what is defined so: a test compares it with what Effect's own classes have.
  return Tagged as unknown as TaggedClass<Self, Tag, Fields>;
};
