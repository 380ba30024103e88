// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Recognise, SetRecognition} from "../types/RecognitionActs.sol";
import {IActs} from "./IActs.sol";

/// @title Which scheme counts for which other, on which terms, at any time
/// @notice Status: 1 in force, 2 suspended, 3 ended (final), 4 expired (computed). 0 means there is no such recognition,
/// or not yet. The terms are a record in the log; here is its hash, and it never changes: other terms are another
/// recognition.
interface IRecognitionRegistry is IActs {
    struct Recognition {
        bytes32 accreditor;
        bytes32 fromScheme;
        bytes32 toScheme;
        uint64 validFrom;
        uint64 validTo;
        bytes32 termsHash;
        uint64 recognisedAt;
    }

    error RecognitionExists(bytes32 recognition, bytes32 accreditor);
    error RecognitionUnknown(bytes32 recognition);
    error RecognitionByAnother(bytes32 recognition, bytes32 actor, bytes32 accreditor);
    error RecognitionOfItself(bytes32 scheme);

    /// @notice No act leads to this status.
    error RecognitionStatusNotSettable(uint8 status);
    error RecognitionUnchanged(bytes32 recognition, uint8 status);

    /// @notice Ended never changes; expired only ends.
    error RecognitionFinal(bytes32 recognition, uint8 status, uint8 requested);

    event Recognised(
        bytes32 indexed recognition,
        bytes32 indexed fromScheme,
        bytes32 indexed toScheme,
        bytes32 accreditor,
        uint64 validFrom,
        uint64 validTo,
        bytes32 termsHash
    );
    event RecognitionChanged(
        bytes32 indexed recognition,
        bytes32 indexed accreditor,
        uint8 status,
        uint64 time,
        string reason
    );

    /// @notice Recognises one scheme for another from now on. ACCREDITOR.
    function recognise(Recognise calldata act, bytes calldata signature) external;

    /// @notice Suspends (2), restores (1) or ends (3) a recognition from now on. ACCREDITOR, only the one that gave it.
    function setRecognition(SetRecognition calldata act, bytes calldata signature) external;

    /// @notice Status at `time`, since when, and SHA-256 of the reason given (0 where none was).
    function recognitionAt(
        bytes32 recognition,
        uint64 time
    ) external view returns (uint8 status, uint64 since, bytes32 reasonHash);

    /// @notice What was recognised; all 0 if nothing.
    function recognitionOf(bytes32 recognition) external view returns (Recognition memory);
}
