import type { Resolvers, ResolversParentTypes } from '../../generated/resolvers.js';
import type { PropertyOf } from '../schema/property-names.js';

type CarrierTypes = Required<Resolvers>;

/** The type of a resolver's result, `Result` of `Resolver<Result, …>`. */
type ResultOf<Resolver> =
  Extract<Resolver, (...args: never[]) => unknown> extends (...args: never[]) => infer Result ? Awaited<Result> : never;

/** Whether a carrier has the property behind a field, and with the field's type. */
type IsServed<Carrier, Property, Result> = Property extends keyof Carrier
  ? [Carrier[Property]] extends [Result | null | undefined]
    ? true
    : false
  : false;

/** The fields of a type that neither an own resolver nor a carrier's property serves. */
type Unserved<Type extends keyof CarrierTypes, Own> = {
  [Field in Exclude<keyof CarrierTypes[Type], keyof Own | `__${string}`> & string]: IsServed<
    ResolversParentTypes[Type & keyof ResolversParentTypes],
    PropertyOf<Type, Field>,
    ResultOf<NonNullable<CarrierTypes[Type][Field & keyof CarrierTypes[Type]]>>
  > extends true
    ? never
    : Field;
}[Exclude<keyof CarrierTypes[Type], keyof Own | `__${string}`> & string];

/**
 * The resolvers of a type: `own`, and for every other field the carrier's property (`property-readers.ts`). A field that has
 * neither, or whose property has another type, does not compile: the error names it.
 */
export function carrierType<Type extends keyof CarrierTypes, Own extends Partial<CarrierTypes[Type]>>(
  _type: Type,
  own: Own & ([Unserved<Type, Own>] extends [never] ? unknown : { readonly unserved: Unserved<Type, Own> }),
): Own {
  return own;
}
