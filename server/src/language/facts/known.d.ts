import type { Platform } from '../../../engine/platform/platform';
import type { NetworkFacts } from './networkFacts';
/** What a text says: of its present version, or while that has errors of the last one without. */
export interface Known {
    readonly facts: NetworkFacts | null;
    readonly platform: Platform | null;
}
/** Of a text that never was without errors. */
export declare const nothingKnown: Known;
