// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IActs} from "./interfaces/IActs.sol";

/// @title Acts
/// @notice Base of the contracts that take signed acts.
abstract contract Acts is EIP712, IActs {
    uint256 private constant MAX_REASON = 280;

    // The registry is its own registry: it passes address(this).
    IActorRegistry private immutable ACTORS;

    mapping(bytes32 actor => uint256) private _nonces;

    constructor(IActorRegistry actors) EIP712("Liangji", "1") {
        ACTORS = actors;
    }

    /// @inheritdoc IActs
    function nonces(bytes32 actor) public view returns (uint256) {
        return _nonces[actor];
    }

    /// @inheritdoc IActs
    function domainSeparator() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @dev Refuses unless `actor`, active now in one of `roles`, signed `structHash`. Returns all roles it holds.
    function _authorise(
        bytes32 actor,
        uint32 roles,
        bytes32 structHash,
        uint256 nonce,
        uint64 deadline,
        bytes calldata signature
    ) internal returns (uint32 held) {
        require(block.timestamp <= deadline, ActExpired(deadline, block.timestamp));

        uint256 expected = _nonces[actor];
        require(nonce == expected, NonceMismatch(actor, nonce, expected));
        _nonces[actor] = expected + 1;

        bytes memory signer;
        (signer, held) = ACTORS.authorityOf(actor);
        require(held & roles != 0, RoleMissing(actor, roles, held));

        bytes32 digest = _hashTypedDataV4(structHash);
        require(SignatureChecker.isValidSignatureNow(signer, digest, signature), SignatureWrong(actor, digest));
    }

    function _requireReason(string calldata reason) internal pure {
        uint256 length = bytes(reason).length;
        require(length != 0 && length <= MAX_REASON, ReasonLengthOutOfRange(length, 1, MAX_REASON));
    }

    function _requireWindow(uint64 validFrom, uint64 validTo) internal view {
        require(validFrom <= validTo, WindowEmpty(validFrom, validTo));
        require(validTo >= block.timestamp, WindowOver(validTo, block.timestamp));
    }
}
