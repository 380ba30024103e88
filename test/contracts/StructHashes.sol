// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
import {ActorActs, Admit, ReleaseVerifier, Revoke, Rotate} from "../../contracts/types/ActorActs.sol";
import {
    BatchActs,
    CloseBatch,
    DrawBatch,
    DrawPlot,
    OpenBatch,
    Recall,
    SetCapacity,
    SetConversion
} from "../../contracts/types/BatchActs.sol";
import {
    Accredit,
    CertificateActs,
    CertifySale,
    Issue,
    ReduceScope,
    Renew,
    ReturnSale,
    SetAccreditation,
    SetStatus
} from "../../contracts/types/CertificateActs.sol";
import {
    AcceptBatch,
    HandActs,
    OfferBatch,
    OfferQuota,
    RejectBatch,
    TakeQuota,
    WriteOff
} from "../../contracts/types/HandActs.sol";
import {Recognise, RecognitionActs, SetRecognition} from "../../contracts/types/RecognitionActs.sol";
import {Activate, LabelActs, Mint, VoidLabels} from "../../contracts/types/LabelActs.sol";

/// @notice Struct hashes of all acts, by the contracts' own functions: these take calldata, so the tests ask themselves.
abstract contract StructHashes {
    function hashAdmit(Admit calldata a) external pure returns (bytes32) {
        return ActorActs.hash(a);
    }

    function hashRotate(Rotate calldata a) external pure returns (bytes32) {
        return ActorActs.hash(a);
    }

    function hashRevoke(Revoke calldata a) external pure returns (bytes32) {
        return ActorActs.hash(a);
    }

    function hashReleaseVerifier(ReleaseVerifier calldata a) external pure returns (bytes32) {
        return ActorActs.hash(a);
    }

    function hashAccredit(Accredit calldata a) external pure returns (bytes32) {
        return CertificateActs.hash(a);
    }

    function hashSetAccreditation(SetAccreditation calldata a) external pure returns (bytes32) {
        return CertificateActs.hash(a);
    }

    function hashIssue(Issue calldata a) external pure returns (bytes32) {
        return CertificateActs.hash(a);
    }

    function hashRenew(Renew calldata a) external pure returns (bytes32) {
        return CertificateActs.hash(a);
    }

    function hashReduceScope(ReduceScope calldata a) external pure returns (bytes32) {
        return CertificateActs.hash(a);
    }

    function hashCertifySale(CertifySale calldata a) external pure returns (bytes32) {
        return CertificateActs.hash(a);
    }

    function hashReturnSale(ReturnSale calldata a) external pure returns (bytes32) {
        return CertificateActs.hash(a);
    }

    function hashRecognise(Recognise calldata a) external pure returns (bytes32) {
        return RecognitionActs.hash(a);
    }

    function hashSetRecognition(SetRecognition calldata a) external pure returns (bytes32) {
        return RecognitionActs.hash(a);
    }

    function hashSetStatus(SetStatus calldata a) external pure returns (bytes32) {
        return CertificateActs.hash(a);
    }

    function hashSetCapacity(SetCapacity calldata a) external pure returns (bytes32) {
        return BatchActs.hash(a);
    }

    function hashSetConversion(SetConversion calldata a) external pure returns (bytes32) {
        return BatchActs.hash(a);
    }

    function hashOpenBatch(OpenBatch calldata a) external pure returns (bytes32) {
        return BatchActs.hash(a);
    }

    function hashDrawPlot(DrawPlot calldata a) external pure returns (bytes32) {
        return BatchActs.hash(a);
    }

    function hashDrawBatch(DrawBatch calldata a) external pure returns (bytes32) {
        return BatchActs.hash(a);
    }

    function hashCloseBatch(CloseBatch calldata a) external pure returns (bytes32) {
        return BatchActs.hash(a);
    }

    function hashRecall(Recall calldata a) external pure returns (bytes32) {
        return BatchActs.hash(a);
    }

    function hashOfferBatch(OfferBatch calldata a) external pure returns (bytes32) {
        return HandActs.hash(a);
    }

    function hashAcceptBatch(AcceptBatch calldata a) external pure returns (bytes32) {
        return HandActs.hash(a);
    }

    function hashRejectBatch(RejectBatch calldata a) external pure returns (bytes32) {
        return HandActs.hash(a);
    }

    function hashWriteOff(WriteOff calldata a) external pure returns (bytes32) {
        return HandActs.hash(a);
    }

    function hashOfferQuota(OfferQuota calldata a) external pure returns (bytes32) {
        return HandActs.hash(a);
    }

    function hashTakeQuota(TakeQuota calldata a) external pure returns (bytes32) {
        return HandActs.hash(a);
    }

    function hashMint(Mint calldata a) external pure returns (bytes32) {
        return LabelActs.hash(a);
    }

    function hashActivate(Activate calldata a) external pure returns (bytes32) {
        return LabelActs.hash(a);
    }

    function hashVoidLabels(VoidLabels calldata a) external pure returns (bytes32) {
        return LabelActs.hash(a);
    }
}
