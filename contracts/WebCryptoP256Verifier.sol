// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/// @title ERC-7913 verifier for the P-256 keys of browsers and phones
/// @notice WebCrypto's ECDSA always hashes what it signs and cannot sign a digest. The message here is the 32 bytes of
/// `hash`, so what P-256 sees is SHA-256(hash). The key is x ‖ y, the signature r ‖ s with s ≤ N/2, 64 bytes each.
/// @dev With the precompile of EIP-7951 about 8,000 gas, without about 235,000.
///
/// Warning: signatures made for OpenZeppelin's ERC7913P256Verifier, over `hash` itself, do not verify here.
contract WebCryptoP256Verifier is IERC7913SignatureVerifier {
    /// @inheritdoc IERC7913SignatureVerifier
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (key.length != 64 || signature.length != 64) return 0xffffffff;
        bool valid = P256.verify(
            sha256(abi.encodePacked(hash)),
            bytes32(signature[0:32]),
            bytes32(signature[32:64]),
            bytes32(key[0:32]),
            bytes32(key[32:64])
        );
        return valid ? IERC7913SignatureVerifier.verify.selector : bytes4(0xffffffff);
    }
}
