// Reads a running log as the Go checksum database's own client libraries do, and knows nothing of ours but its address, its key and
// the checkpoints that it served before. Everything is verified by golang.org/x/mod/sumdb/{note,tlog}; only fetching and the path of a
// tile (C2SP tlog-tiles has no height in it) are written here. `npm run conformance` starts it.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// What is asked, on standard input.
type task struct {
	URL         string   `json:"url"`
	Vkey        string   `json:"vkey"`
	Checkpoints []string `json:"checkpoints"` // oldest first, the newest too
	Vectors     string   `json:"vectors"`     // file of big-tree.json
}

// What was done, on standard output. Each number counts successes; the first failure ends the program.
type done struct {
	Size         int64 `json:"size"`
	Notes        int   `json:"notes"`
	TreeHashes   int   `json:"treeHashes"`
	Tiles        int   `json:"tiles"`
	Bundles      int   `json:"bundles"`
	Entries      int64 `json:"entries"`
	CheckRecord  int   `json:"checkRecord"`
	ServedProofs int   `json:"servedProofs"`
	CheckTree    int   `json:"checkTree"`
	Vectors      int   `json:"vectors"`
	Refused      int   `json:"refused"` // twins with one bit flipped, all of which must be refused
}

const height = 8

type vectors struct {
	Inclusion []struct {
		Index, Size    int64
		LeafHash, Root tlog.Hash
		Proof          []tlog.Hash
	}
	Consistency []struct {
		OldSize, NewSize int64
		OldRoot, NewRoot tlog.Hash
		Proof            []tlog.Hash
	}
}

func main() {
	var t task
	must(json.NewDecoder(os.Stdin).Decode(&t))
	verifier, err := note.NewVerifier(t.Vkey)
	must(err)
	c := &client{url: t.URL, known: note.VerifierList(verifier), cache: map[string][]byte{}}

	newest := c.tree(string(c.get("checkpoint")))
	c.done.Size = newest.N
	records := c.entries(newest)
	c.records(newest, records)
	c.growth(newest, t.Checkpoints)
	c.vectors(t.Vectors)
	c.done.Tiles = len(c.cache)
	must(json.NewEncoder(os.Stdout).Encode(c.done))
}

type client struct {
	url   string
	known note.Verifiers
	cache map[string][]byte
	done  done
}

// tree opens a signed checkpoint. A twin with one bit of its text flipped must be refused.
func (c *client) tree(signed string) tlog.Tree {
	opened, err := note.Open([]byte(signed), c.known)
	must(err)
	c.done.Notes++
	twin := []byte(signed)
	twin[0] ^= 1
	_, err = note.Open(twin, c.known)
	c.refused(err, "a note with one bit flipped")
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

// entries downloads every bundle and compares its hashes with the tiles, which tlog verifies up to the root.
func (c *client) entries(tree tlog.Tree) [][]byte {
	root, err := tlog.TreeHash(tree.N, c.reader(tree))
	must(err)
	check(root == tree.Hash, "tree hash of size %d", tree.N)
	c.done.TreeHashes++
	var records [][]byte
	for n := int64(0); n<<height < tree.N; n++ {
		width := tree.N - n<<height
		if width > 1<<height {
			width = 1 << height
		}
		bundle := c.get(path(tlog.Tile{H: height, L: -1, N: n, W: int(width)}))
		c.done.Bundles++
		for len(bundle) > 0 {
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			records = append(records, bundle[2:end])
			bundle = bundle[end:]
		}
		check(int64(len(records)) == n<<height+width, "bundle %d holds %d entries too many or few", n, len(records))
	}
	indexes := make([]int64, len(records))
	for n := range records {
		indexes[n] = tlog.StoredHashIndex(0, int64(n))
	}
	hashes, err := c.reader(tree).ReadHashes(indexes)
	must(err)
	for n, record := range records {
		check(tlog.RecordHash(record) == hashes[n], "entry %d is not what its tile says", n)
	}
	c.done.Entries = int64(len(records))
	return records
}

// records proves entries from tiles, and checks the proof files that the log itself serves.
func (c *client) records(tree tlog.Tree, records [][]byte) {
	step := 1 + len(records)/1000
	for n := 0; n < len(records); n += step {
		leaf := tlog.RecordHash(records[n])
		proof, err := tlog.ProveRecord(tree.N, int64(n), c.reader(tree))
		must(err)
		c.record(proof, tree, int64(n), leaf)
		c.done.CheckRecord++

		file := string(c.get(fmt.Sprintf("proof/%d", n)))
		head, signed, found := strings.Cut(file, "\n\n")
		lines := strings.Split(head, "\n")
		check(found && len(lines) >= 3 && lines[0] == "c2sp.org/tlog-proof@v1", "form of proof %d", n)
		extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
		must(err)
		check(bytes.Equal(extra, records[n]), "extra of proof %d is its entry", n)
		check(lines[2] == fmt.Sprintf("index %d", n), "index of proof %d", n)
		served := make(tlog.RecordProof, 0, len(lines))
		for _, line := range lines[3:] {
			hash, err := tlog.ParseHash(line)
			must(err)
			served = append(served, hash)
		}
		c.record(served, c.tree(signed), int64(n), tlog.RecordHash(extra))
		c.done.ServedProofs++
	}
}

func (c *client) record(proof tlog.RecordProof, tree tlog.Tree, n int64, leaf tlog.Hash) {
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, n, leaf))
	leaf[31] ^= 1
	c.refused(tlog.CheckRecord(proof, tree.N, tree.Hash, n, leaf), "a leaf with one bit flipped")
}

// growth recomputes every older checkpoint from the tiles of its size, and proves that each grew into the next and into the newest.
func (c *client) growth(newest tlog.Tree, checkpoints []string) {
	before := tlog.Tree{}
	for _, signed := range checkpoints {
		tree := c.tree(signed)
		root, err := tlog.TreeHash(tree.N, c.reader(tree))
		must(err)
		check(root == tree.Hash, "tree hash of size %d", tree.N)
		c.done.TreeHashes++
		for _, pair := range [][2]tlog.Tree{{before, tree}, {tree, newest}} {
			if older, newer := pair[0], pair[1]; older.N > 0 {
				proof, err := tlog.ProveTree(newer.N, older.N, c.reader(newer))
				must(err)
				c.grew(proof, newer, older)
				c.done.CheckTree++
			}
		}
		before = tree
	}
}

func (c *client) grew(proof tlog.TreeProof, newer, older tlog.Tree) {
	must(tlog.CheckTree(proof, newer.N, newer.Hash, older.N, older.Hash))
	older.Hash[31] ^= 1
	c.refused(tlog.CheckTree(proof, newer.N, newer.Hash, older.N, older.Hash), "an older root with one bit flipped")
}

// vectors checks ours for trees beyond 32 bits: that they are not only what we believe ourselves.
func (c *client) vectors(file string) {
	var v vectors
	data, err := os.ReadFile(file)
	must(err)
	must(json.Unmarshal(data, &v))
	for _, one := range v.Inclusion {
		c.record(one.Proof, tlog.Tree{N: one.Size, Hash: one.Root}, one.Index, one.LeafHash)
	}
	for _, one := range v.Consistency {
		c.grew(one.Proof, tlog.Tree{N: one.NewSize, Hash: one.NewRoot}, tlog.Tree{N: one.OldSize, Hash: one.OldRoot})
	}
	c.done.Vectors = len(v.Inclusion) + len(v.Consistency)
}

func (c *client) reader(tree tlog.Tree) tlog.HashReader { return tlog.TileHashReader(tree, c) }

// Height, ReadTiles and SaveTiles make client a tlog.TileReader.
func (c *client) Height() int { return height }

func (c *client) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for n, tile := range tiles {
		at := path(tile)
		if c.cache[at] == nil {
			c.cache[at] = c.get(at)
		}
		data[n] = c.cache[at]
	}
	return data, nil
}

func (c *client) SaveTiles([]tlog.Tile, [][]byte) {}

// path of a tile: as tlog has it, without the height, and "entries" for "data".
func path(tile tlog.Tile) string {
	rest := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(rest, "data/", "entries/", 1)
}

func (c *client) get(at string) []byte {
	answer, err := http.Get(c.url + at)
	must(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(err)
	check(answer.StatusCode == http.StatusOK, "%s answers %s", at, answer.Status)
	return body
}

func (c *client) refused(err error, what string) {
	check(err != nil, "%s was accepted", what)
	c.done.Refused++
}

func must(err error) {
	check(err == nil, "%v", err)
}

func check(ok bool, what string, facts ...interface{}) {
	if !ok {
		fmt.Fprintf(os.Stderr, what+"\n", facts...)
		os.Exit(1)
	}
}
