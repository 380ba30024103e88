// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What all contracts that take signed acts have in common
/// @notice An act is EIP-712 typed data of the domain {name: "Liangji", version: "1", chainId, verifyingContract}. Its
/// struct begins with the actor who signs and ends with `nonce` and `deadline`. Anybody may send it: the sender pays
/// the gas and gains no say.
///
/// Checks come in this order, and the first that fails is the error seen: deadline, nonce, role, signature, then what
/// the act itself asks for.
///
/// @dev Assumes that `block.timestamp` never decreases. Its unit is the chain's own: deadlines and windows are
/// compared with it as they are.
///
/// Warning: a signer of 20 bytes with code is asked by ERC-1271 and may change its mind; a signer of more than 20 bytes
/// is whatever its verifier contract says.
/// Warning: a nonce is per contract and actor, and consecutive. An act that is never sent holds up those after it.
interface IActs {
    /// @notice The act's deadline lies before the block.
    error ActExpired(uint64 deadline, uint256 blockTime);

    /// @notice The act was sent before, or out of turn.
    error NonceMismatch(bytes32 actor, uint256 given, uint256 expected);

    /// @notice The actor holds, at this moment, none of the roles that may do this.
    error RoleMissing(bytes32 actor, uint32 needed, uint32 held);

    /// @notice The signature over `digest` is not that of the actor's registered signer.
    error SignatureWrong(bytes32 actor, bytes32 digest);

    /// @notice A reason is told in 1 to 280 bytes of UTF-8.
    error ReasonLengthOutOfRange(uint256 length, uint256 min, uint256 max);

    /// @notice A window must not end before it begins.
    error WindowEmpty(uint64 validFrom, uint64 validTo);

    /// @notice A window must not lie in the past: nothing becomes valid after the fact.
    error WindowOver(uint64 validTo, uint256 blockTime);

    /// @notice An identifier, a hash or a root must not be zero.
    error ZeroValue(string field);

    /// @notice The nonce that the actor's next act at this contract must carry.
    function nonces(bytes32 actor) external view returns (uint256);

    /// @notice The EIP-712 domain separator of this contract on this chain.
    function domainSeparator() external view returns (bytes32);
}
