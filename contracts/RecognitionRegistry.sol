// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Acts} from "./Acts.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IRecognitionRegistry} from "./interfaces/IRecognitionRegistry.sol";
import {Recognise, RecognitionActs, SetRecognition} from "./types/RecognitionActs.sol";
import {ACCREDITOR} from "./types/Roles.sol";
import {
    RECOGNITION_ENDED,
    RECOGNITION_EXPIRED,
    RECOGNITION_IN_FORCE,
    RECOGNITION_NONE,
    RECOGNITION_SUSPENDED
} from "./types/States.sol";

/// @title RecognitionRegistry
contract RecognitionRegistry is Acts, IRecognitionRegistry {
    using RecognitionActs for Recognise;
    using RecognitionActs for SetRecognition;

    struct RecognitionTerm {
        bytes32 reasonHash;
        uint64 since;
        uint8 status;
    }

    mapping(bytes32 recognition => Recognition) private _recognitions;
    mapping(bytes32 recognition => RecognitionTerm[]) private _terms;

    constructor(IActorRegistry actors) Acts(actors) {}

    /// @inheritdoc IRecognitionRegistry
    function recognise(Recognise calldata act, bytes calldata signature) external {
        _authorise(act.actor, ACCREDITOR, act.hash(), act.nonce, act.deadline, signature);
        require(act.recognition != 0, ZeroValue("recognition"));
        require(act.fromScheme != 0, ZeroValue("fromScheme"));
        require(act.toScheme != 0, ZeroValue("toScheme"));
        require(act.termsHash != 0, ZeroValue("termsHash"));
        require(act.fromScheme != act.toScheme, RecognitionOfItself(act.fromScheme));
        _requireWindow(act.validFrom, act.validTo);
        bytes32 known = _recognitions[act.recognition].accreditor;
        require(known == 0, RecognitionExists(act.recognition, known));

        _recognitions[act.recognition] = Recognition({
            accreditor: act.actor,
            fromScheme: act.fromScheme,
            toScheme: act.toScheme,
            validFrom: act.validFrom,
            validTo: act.validTo,
            termsHash: act.termsHash,
            recognisedAt: uint64(block.timestamp)
        });
        _terms[act.recognition].push(RecognitionTerm(0, uint64(block.timestamp), RECOGNITION_IN_FORCE));
        emit Recognised(
            act.recognition,
            act.fromScheme,
            act.toScheme,
            act.actor,
            act.validFrom,
            act.validTo,
            act.termsHash
        );
    }

    /// @inheritdoc IRecognitionRegistry
    function setRecognition(SetRecognition calldata act, bytes calldata signature) external {
        _authorise(act.actor, ACCREDITOR, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        require(
            act.status >= RECOGNITION_IN_FORCE && act.status <= RECOGNITION_ENDED,
            RecognitionStatusNotSettable(act.status)
        );
        Recognition storage r = _recognitions[act.recognition];
        require(r.accreditor != 0, RecognitionUnknown(act.recognition));
        require(r.accreditor == act.actor, RecognitionByAnother(act.recognition, act.actor, r.accreditor));
        RecognitionTerm[] storage terms = _terms[act.recognition];
        uint8 held = terms[terms.length - 1].status;
        require(held != RECOGNITION_ENDED, RecognitionFinal(act.recognition, held, act.status));
        bool expired = block.timestamp > r.validTo;
        require(
            !expired || act.status == RECOGNITION_ENDED,
            RecognitionFinal(act.recognition, RECOGNITION_EXPIRED, act.status)
        );
        require(held != act.status, RecognitionUnchanged(act.recognition, act.status));

        terms.push(RecognitionTerm(sha256(bytes(act.reason)), uint64(block.timestamp), act.status));
        emit RecognitionChanged(act.recognition, act.actor, act.status, uint64(block.timestamp), act.reason);
    }

    /// @inheritdoc IRecognitionRegistry
    function recognitionAt(
        bytes32 recognition,
        uint64 time
    ) external view returns (uint8 state, uint64 since, bytes32 reasonHash) {
        RecognitionTerm[] storage terms = _terms[recognition];
        uint256 low = 0;
        uint256 high = terms.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (terms[middle].since <= time) low = middle + 1;
            else high = middle;
        }
        if (low == 0) return (RECOGNITION_NONE, 0, 0);

        RecognitionTerm memory term = terms[low - 1];
        Recognition storage r = _recognitions[recognition];
        if (term.status == RECOGNITION_ENDED) return (term.status, term.since, term.reasonHash);
        if (time > r.validTo) return (RECOGNITION_EXPIRED, r.validTo + 1, 0);
        if (term.status == RECOGNITION_SUSPENDED) return (term.status, term.since, term.reasonHash);
        if (time < r.validFrom) return (RECOGNITION_NONE, 0, 0);
        return (term.status, term.since < r.validFrom ? r.validFrom : term.since, term.reasonHash);
    }

    /// @inheritdoc IRecognitionRegistry
    function recognitionOf(bytes32 recognition) external view returns (Recognition memory) {
        return _recognitions[recognition];
    }
}
