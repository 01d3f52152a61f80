/** Custom request: writes the descriptor of an ONNX model. */
export const importModelRequest = 'cnnTuner/importModel';

/** An ONNX model, and where its descriptor is to lie. */
export interface ImportModelParams {
  readonly modelUri: string;
  /** File to write; one that is there is replaced. */
  readonly targetUri: string;
  /** Channels, height, width, where the model leaves them open. */
  readonly input?: readonly [number, number, number];
}

/** Outcome of an import; `layers` counts schedulable layers. */
export type ImportModelReply =
  | { readonly status: 'done'; readonly layers: number }
  /** The model leaves a dimension of its input open: ask again with `input`. */
  | { readonly status: 'needsInput'; readonly message: string }
  | { readonly status: 'failed'; readonly message: string };

/** Custom request: this machine as a platform descriptor. */
export const describeMachineRequest = 'cnnTuner/describeMachine';

/** What the server could find out about the machine that it runs on. */
export interface DescribeMachineReply {
  /** Text of a `*.platform.yaml` file. */
  readonly descriptor: string;
}

/** Custom request: the size of a network, from the editor's text where it is open. */
export const networkSummaryRequest = 'cnnTuner/networkSummary';

/** The network whose size is asked for, by its file. */
export interface NetworkSummaryParams {
  readonly networkUri: string;
}

/** Null where the descriptor has errors or cannot be read. */
export type NetworkSummaryReply = {
  readonly layers: number;
  /** Sum of the layers' weights, for people: `1.81 G`. */
  readonly weight: string;
} | null;
